import { characterKinds, type SecretGenerator, type Tags } from '../kms/model.ts';

/**
 * Values as bytes, for `content-codec.ts`. Whole numbers are written seven bits a byte, the lowest first; times as
 * milliseconds since 1970; texts in UTF-8 behind their length, texts of hexadecimal digits (ids of versions) as half as
 * many bytes. Every value has exactly one form, and a reader takes no other.
 */

/** Words that stand for one byte. Append only: their places are in what was written. */
const words = [
  'Enabled',
  'Disabled',
  'PendingDeletion',
  'Live',
  'RecoveryWindow',
  'ENCRYPT/DECRYPT',
  'SIGN/VERIFY',
  'Aliyun_AES_256',
  'RSA_2048',
  'RSA_3072',
  'RSA_4096',
  'EC_P256',
  'EC_P256K',
  'ACSCurrent',
  'ACSPrevious',
];
const places = new Map(words.map((word, place) => [word, place + 1]));

/** Bits of the characters of a generated value, in the order of `characterKinds`. */
const kindsByte = (kinds: SecretGenerator['kinds']): number =>
  characterKinds.reduce((bits, kind, place) => bits | (kinds.includes(kind) ? 1 << place : 0), 0);

const hexDigits = /^(?:[0-9a-f]{2}){8,}$/;
const latestTime = 8.64e15;
const mostBytesOfNumber = 8;

export class ContentWriter {
  #bytes = Buffer.allocUnsafe(4096);
  #at = 0;

  /** Forgets what was written. */
  clear(): void {
    this.#at = 0;
  }
  /** What was written, in memory of its own. */
  take(): Uint8Array<ArrayBuffer> {
    const { buffer, byteOffset } = Buffer.allocUnsafe(this.#at);
    const taken = new Uint8Array(buffer, byteOffset, this.#at);
    taken.set(this.#bytes.subarray(0, this.#at));
    return taken;
  }

  byte(value: number): void {
    this.#room(1);
    this.#bytes[this.#at++] = value;
  }
  /** A whole number from 0. */
  count(value: number): void {
    this.#room(mostBytesOfNumber);
    let rest = value;
    while (rest >= 0x80) {
      this.#bytes[this.#at++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.#bytes[this.#at++] = rest;
  }
  /** A whole number, also below 0. */
  whole(value: number): void {
    this.count(value < 0 ? -2 * value - 1 : 2 * value);
  }
  wholeOrNull(value: number | null): void {
    this.byte(value === null ? 0 : 1);
    if (value !== null) this.whole(value);
  }
  blob(bytes: Uint8Array): void {
    this.count(bytes.length);
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
  }
  /** The length in bytes, times two, one more for hexadecimal digits. */
  text(value: string): void {
    if (hexDigits.test(value)) {
      this.count(value.length + 1);
      this.#room(value.length);
      this.#at += this.#bytes.write(value, this.#at, 'hex');
      return;
    }
    const length = Buffer.byteLength(value);
    this.count(length * 2);
    this.#room(length);
    this.#at += this.#bytes.write(value, this.#at);
  }
  textOrNull(value: string | null): void {
    this.byte(value === null ? 0 : 1);
    if (value !== null) this.text(value);
  }
  /** A known word, or another one. */
  word(value: string): void {
    const place = places.get(value) ?? 0;
    this.byte(place);
    if (place === 0) this.text(value);
  }
  /** A text that is mostly the same as another one that is known already. */
  like(value: string, known: string): void {
    this.byte(value === known ? 0 : 1);
    if (value !== known) this.text(value);
  }
  tags(tags: Tags): void {
    const names = Object.keys(tags);
    this.count(names.length);
    if (names.length > 1) names.sort();
    for (const name of names) {
      this.text(name);
      this.text(tags[name] ?? '');
    }
  }
  generator(generator: SecretGenerator | null): void {
    this.byte(generator ? 1 + kindsByte(generator.kinds) : 0);
    if (generator) this.whole(generator.length);
  }

  #room(length: number): void {
    if (this.#at + length <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe((this.#at + length) * 2);
    this.#bytes.copy(larger, 0, 0, this.#at);
    this.#bytes = larger;
  }
}

/** Bytes that no writer wrote. */
export class Malformed extends Error {}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads what a ContentWriter wrote, in the same order. Throws Malformed at bytes that it would not have written. */
export class ContentReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  get atEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  byte(): number {
    const value = this.#bytes[this.#at++];
    if (value === undefined) throw new Malformed();
    return value;
  }
  count(): number {
    let value = 0;
    let scale = 1;
    for (let read = 0; read < mostBytesOfNumber; read++, scale *= 0x80) {
      const byte = this.byte();
      value += (byte % 0x80) * scale;
      if (byte >= 0x80) continue;
      if ((byte === 0 && read > 0) || !Number.isSafeInteger(value)) break;
      return value;
    }
    throw new Malformed();
  }
  whole(): number {
    const value = this.count();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
  wholeOrNull(): number | null {
    return this.#given() ? this.whole() : null;
  }
  time(milliseconds = this.whole()): Date {
    if (Math.abs(milliseconds) > latestTime) throw new Malformed();
    return new Date(milliseconds);
  }
  blob(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#take(this.count()));
  }
  text(): string {
    const code = this.count();
    const bytes = this.#take(Math.floor(code / 2));
    if (code % 2 === 1) {
      if (bytes.length < 8) throw new Malformed();
      return bytes.toString('hex');
    }
    const value = decoded(bytes);
    if (hexDigits.test(value)) throw new Malformed();
    return value;
  }
  textOrNull(): string | null {
    return this.#given() ? this.text() : null;
  }
  word(): string {
    const place = this.byte();
    if (place > 0) {
      const word = words[place - 1];
      if (word === undefined) throw new Malformed();
      return word;
    }
    const value = this.text();
    if (places.has(value)) throw new Malformed();
    return value;
  }
  like(known: string): string {
    if (!this.#given()) return known;
    const value = this.text();
    if (value === known) throw new Malformed();
    return value;
  }
  tags(): Tags {
    const entries: [string, string][] = [];
    let last: string | undefined;
    for (let left = this.count(); left > 0; left--) {
      const name = this.text();
      if (last !== undefined && name <= last) throw new Malformed();
      entries.push([name, this.text()]);
      last = name;
    }
    return Object.fromEntries(entries);
  }
  generator(): SecretGenerator | null {
    const code = this.byte();
    if (code === 0) return null;
    if (code > 1 << characterKinds.length) throw new Malformed();
    const kinds = characterKinds.filter((_, place) => ((code - 1) & (1 << place)) !== 0);
    return { kinds, length: this.whole() };
  }

  #given(): boolean {
    const flag = this.byte();
    if (flag > 1) throw new Malformed();
    return flag === 1;
  }
  #take(length: number): Buffer {
    if (this.#at + length > this.#bytes.length) throw new Malformed();
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }
}

/** Short plain texts, which nearly all are, are quicker by hand. */
function decoded(bytes: Buffer): string {
  for (const byte of bytes) if (byte >= 0x80) return wellFormed(bytes);
  return bytes.toString('latin1');
}

function wellFormed(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch (cause) {
    throw new Malformed('not UTF-8', { cause });
  }
}
