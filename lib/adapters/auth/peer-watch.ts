import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { clientAddress, type TrustedPeers } from './address.ts';

const watching = Symbol.for('kms-backups.peer-watch');
const header = 'x-forwarded-for';

/**
 * From now on every HTTP request this process receives carries in X-Forwarded-For one address that can be
 * believed, or none: what clients wrote there is gone. Next keeps a client's own header otherwise, and shows
 * route handlers no socket. Call it once, before the server listens (instrumentation); again does nothing.
 */
export function watchPeers(trusted: TrustedPeers): void {
  if (Reflect.has(globalThis, watching)) return;
  Reflect.set(globalThis, watching, true);
  subscribe('http.server.request.start', (message) => {
    const request = requestOf(message);
    if (request === null) return;
    const sent = request.headers[header];
    const address = clientAddress(
      request.socket.remoteAddress,
      Array.isArray(sent) ? sent.join(',') : sent,
      trusted,
    );
    request.headers[header] = address ?? '';
  });
}

/** The sender's address; null when it is unknown or peers are not watched. */
export function addressOf(headers: Headers): string | null {
  if (!Reflect.has(globalThis, watching)) return null;
  const address = headers.get(header);
  return address === null || address === '' ? null : address;
}

function requestOf(message: unknown): IncomingMessage | null {
  if (typeof message !== 'object' || message === null || !('request' in message)) return null;
  const { request } = message;
  return isIncoming(request) ? request : null;
}

function isIncoming(value: unknown): value is IncomingMessage {
  return typeof value === 'object' && value !== null && 'headers' in value && 'socket' in value;
}
