import { randomBytes } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { clientAddress, type TrustedPeers } from './address.ts';

/** Shared by every bundle of the process: instrumentation and pages are bundled apart. */
const stampKey = Symbol.for('kms-backups.peer-stamp');
const header = 'x-kms-peer';

/**
 * From now on every HTTP request this process receives carries a stamped header with its sender's address.
 * Next shows route handlers no socket and keeps whatever X-Forwarded-For a client sends. The stamp is random
 * and known to this process alone, so that no client can write the header itself. Call it at start
 * (instrumentation); a second call does nothing.
 */
export function watchPeers(trusted: TrustedPeers): void {
  if (stamp() !== null) return;
  const made = randomBytes(16).toString('hex');
  Reflect.set(globalThis, stampKey, made);
  subscribe('http.server.request.start', (message) => {
    const request = requestOf(message);
    if (request === null) return;
    const forwarded = request.headers['x-forwarded-for'];
    const sent = Array.isArray(forwarded) ? forwarded.join(',') : forwarded;
    const address = clientAddress(request.socket.remoteAddress, sent, trusted);
    request.headers[header] = `${made} ${address ?? ''}`;
  });
}

/** The sender's address; null when it is unknown, or the request came in before peers were watched. */
export function addressOf(headers: Headers): string | null {
  const [given, address] = (headers.get(header) ?? '').split(' ', 2);
  const own = stamp();
  return own !== null && given === own && address !== undefined && address !== '' ? address : null;
}

function stamp(): string | null {
  const made: unknown = Reflect.get(globalThis, stampKey);
  return typeof made === 'string' ? made : null;
}

function requestOf(message: unknown): IncomingMessage | null {
  if (typeof message !== 'object' || message === null || !('request' in message)) return null;
  const { request } = message;
  return isIncoming(request) ? request : null;
}

function isIncoming(value: unknown): value is IncomingMessage {
  return typeof value === 'object' && value !== null && 'headers' in value && 'socket' in value;
}
