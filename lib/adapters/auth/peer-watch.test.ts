import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trustedPeers } from './address.ts';
import { addressOf, watchPeers } from './peer-watch.ts';

let server: Server;
let url = '';
let seen: Headers;

beforeAll(async () => {
  server = createServer((request, response) => {
    seen = new Headers();
    for (const [name, value] of Object.entries(request.headers)) seen.set(name, String(value));
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

describe('the address of a request', () => {
  it('is unknown until peers are watched, whatever the client says', async () => {
    await fetch(url, { headers: { 'x-kms-peer': ' 9.9.9.9', 'x-forwarded-for': '9.9.9.9' } });
    expect(addressOf(seen)).toBeNull();
    const before = seen;
    watchPeers(trustedPeers([]));
    expect(addressOf(before)).toBeNull();
  });

  it('is then the peer’s own, whatever the client says', async () => {
    watchPeers(trustedPeers(['loopback'])); // too late: the first call holds
    await fetch(url, { headers: { 'x-kms-peer': 'x 9.9.9.9', 'x-forwarded-for': '9.9.9.9' } });
    expect(addressOf(seen)).toBe('127.0.0.1');
  });

  it('is not taken from a header without the stamp', () => {
    expect(addressOf(new Headers({ 'x-kms-peer': '9.9.9.9' }))).toBeNull();
    expect(addressOf(new Headers({ 'x-kms-peer': 'undefined 9.9.9.9' }))).toBeNull();
    expect(addressOf(new Headers({ 'x-forwarded-for': '9.9.9.9' }))).toBeNull();
  });
});
