/** Random identities. */
export interface IdGenerator {
  /** An id such as `key-h4x…`: the prefix and 18 random characters of a–z and 2–7 (90 bits). */
  id(prefix: 'kst' | 'key' | 'kbi' | 'dk' | 'run' | 'acc'): string;
  /** Random, 16 bytes as 32 hexadecimal characters: a key version's or secret version's id, a lease. */
  token(): string;
}
