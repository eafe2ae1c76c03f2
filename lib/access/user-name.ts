/** Whether a text can be a user name: 1 to 64 letters, digits and `. _ @ -`, letter or digit first; case doesn't count. */
export function isUserName(text: string): boolean {
  return /^[a-z0-9][a-z0-9._@-]{0,63}$/i.test(text);
}
