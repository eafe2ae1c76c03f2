import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether an Authorization header carries this bearer token; takes equally long for every wrong one. */
export function isBearer(authorization: string | null, token: string): boolean {
  const given = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  return token !== '' && timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
