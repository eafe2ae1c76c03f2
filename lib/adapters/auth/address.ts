import { BlockList, isIP } from 'node:net';

/** Peers whose X-Forwarded-For counts. */
export type TrustedPeers = { has(address: string): boolean };

/** Reads addresses, CIDR ranges and the word `loopback`. Throws an error that names an entry it can't read. */
export function trustedPeers(entries: readonly string[]): TrustedPeers {
  const list = new BlockList();
  for (const entry of entries.flatMap((text) => (text === 'loopback' ? ['127.0.0.0/8', '::1'] : [text]))) {
    const [address = '', prefix] = entry.split('/', 2);
    const family = isIP(address);
    const bits = prefix === undefined ? null : Number(prefix);
    const most = family === 6 ? 128 : 32;
    if (family === 0 || (bits !== null && (!/^\d{1,3}$/.test(prefix ?? '') || bits > most))) {
      throw new Error(
        `KMS_TRUST_PROXY: "${entry}" is neither an address, a range like 10.0.0.0/8 nor "loopback"`,
      );
    }
    const type = family === 6 ? 'ipv6' : 'ipv4';
    if (bits === null) list.addAddress(address, type);
    else list.addSubnet(address, bits, type);
  }
  return {
    has: (address) => isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4'),
  };
}

/**
 * Who sent a request: the peer of its connection, or, where that is a trusted proxy, the nearest address
 * before it in X-Forwarded-For that is none. Null when nothing believable is left.
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  trusted: TrustedPeers,
): string | null {
  const chain = [...(forwardedFor?.split(',') ?? []), peer ?? ''].map(plain);
  for (const address of chain.reverse()) {
    if (isIP(address) === 0) return null;
    if (!trusted.has(address)) return address;
  }
  return chain.at(-1) ?? null;
}

/** Whose tries are counted together: an IPv4 address, the /64 of an IPv6 address, or all the unknown. */
export function addressKey(address: string | null): string {
  if (address === null || isIP(address) === 0) return 'unknown';
  if (isIP(address) === 4) return address;
  const [head = '', tail] = address.toLowerCase().split('%', 1).join('').split('::', 2);
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

export function isLoopback(address: string | null): boolean {
  return address !== null && trustedLoopback.has(address);
}

const trustedLoopback = trustedPeers(['loopback']);

function plain(address: string): string {
  return address.trim().replace(/^::ffff:(?=\d+\.)/i, '');
}
