import { describe, expect, it } from 'vitest';
import { addressKey, clientAddress, isLoopback, trustedPeers } from './address.ts';

const nobody = trustedPeers([]);
const proxies = trustedPeers(['loopback', '10.0.0.0/8', 'fd00::/8', '192.0.2.7']);

describe('who sent a request', () => {
  it('is the peer of the connection, whatever the client wrote', () => {
    expect(clientAddress('203.0.113.9', '198.51.100.1', nobody)).toBe('203.0.113.9');
    expect(clientAddress('127.0.0.1', '198.51.100.1', nobody)).toBe('127.0.0.1');
    expect(clientAddress('203.0.113.9', '198.51.100.1', proxies)).toBe('203.0.113.9');
  });

  it('is the nearest address before the trusted proxies', () => {
    expect(clientAddress('127.0.0.1', '198.51.100.1', proxies)).toBe('198.51.100.1');
    expect(clientAddress('10.1.2.3', '6.6.6.6, 198.51.100.1, 192.0.2.7', proxies)).toBe('198.51.100.1');
    expect(clientAddress('::ffff:10.1.2.3', ' 198.51.100.1 ', proxies)).toBe('198.51.100.1');
    expect(clientAddress('fd00::1', '2001:db8::1', proxies)).toBe('2001:db8::1');
  });

  it('is the farthest proxy when everyone on the way is trusted', () => {
    expect(clientAddress('127.0.0.1', undefined, proxies)).toBe('127.0.0.1');
    expect(clientAddress('127.0.0.1', '10.0.0.5', proxies)).toBe('10.0.0.5');
  });

  it('is unknown when a trusted proxy passes on rubbish, or the peer is gone', () => {
    expect(clientAddress('127.0.0.1', '198.51.100.1, unknown', proxies)).toBeNull();
    expect(clientAddress(undefined, '198.51.100.1', nobody)).toBeNull();
  });
});

describe('trusted proxies', () => {
  it.each(['example.org', '10.0.0.0/33', '10.0.0.0/', 'fd00::/129', '10.0.0.0/-1', '1.2.3'])(
    'can’t be written as %s',
    (entry) => expect(() => trustedPeers([entry])).toThrow(entry),
  );
});

describe('whose tries are counted together', () => {
  it('is one IPv4 address', () => expect(addressKey('203.0.113.9')).toBe('203.0.113.9'));

  it('is a whole /64 of IPv6', () => {
    expect(addressKey('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
    expect(addressKey('2001:0DB8:1:2::6')).toBe('2001:db8:1:2::/64');
    expect(addressKey('2001:db8::6')).toBe('2001:db8:0:0::/64');
    expect(addressKey('::1')).toBe('0:0:0:0::/64');
  });

  it('is everybody whose address is unknown', () => {
    expect(addressKey(null)).toBe('unknown');
    expect(addressKey('rubbish')).toBe('unknown');
  });
});

describe('loopback', () => {
  it('is this machine alone', () => {
    expect(['127.0.0.1', '127.8.9.1', '::1'].every(isLoopback)).toBe(true);
    expect([null, '10.0.0.1', '', '2001:db8::1'].some(isLoopback)).toBe(false);
  });
});
