const base = 'http://this.invalid';

/**
 * Where to go after sign-in: a path on this site, or `/` for anything else. Answers no other origin, however
 * it is spelt, and neither the sign-in page nor an API route.
 */
export function safeNext(raw: unknown): string {
  if (typeof raw !== 'string' || raw.length > 2000) return '/';
  if (!staysHere(raw)) return '/';
  const url = new URL(raw, base);
  const path = `${url.pathname}${url.search}${url.hash}`;
  if (url.origin !== base || !staysHere(path)) return '/';
  return /^\/(sign-in|api|_next)(\/|$)/.test(url.pathname) ? '/' : path;
}

function staysHere(text: string): boolean {
  const path = decoded(text.split(/[?#]/, 1)[0] ?? '');
  return path !== null && /^\/(?!\/)[^\\\p{Cc}]*$/u.test(path) && !/\p{Cc}/u.test(text);
}

/** Percent-decoded until nothing is left to decode: a proxy on the way may decode once more than we do. */
function decoded(path: string): string | null {
  try {
    const once = decodeURIComponent(path);
    return once === path ? path : decoded(once);
  } catch {
    return null;
  }
}
