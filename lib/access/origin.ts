/**
 * Whether a request that changes something comes from this console's own pages. `publicUrl` is the address
 * people type, where it is known; else the Host the browser asked for. A missing Origin counts as foreign.
 */
export function isOwnOrigin(asked: {
  readonly origin: string | null;
  readonly host: string | null;
  readonly publicUrl: string | undefined;
}): boolean {
  if (asked.origin === null || !URL.canParse(asked.origin)) return false;
  const origin = new URL(asked.origin);
  if (origin.protocol !== 'http:' && origin.protocol !== 'https:') return false;
  if (asked.publicUrl !== undefined) return origin.origin === new URL(asked.publicUrl).origin;
  return asked.host !== null && origin.host === asked.host.toLowerCase();
}
