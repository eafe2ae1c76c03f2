import type { CopiedRows } from './copy-stream.ts';

/** PostgreSQL counts microseconds from here. */
const epochMs = Date.UTC(2000, 0, 1);
const signature = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
const headerLength = signature.length + 8;
const noColumns = -1;
const noValue = -1;

/**
 * Reads the columns of rows in PostgreSQL's binary format, one after the other, in the order of the query. Bytes are
 * views on what was received.
 */
export class RowReader {
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;
  #typed = false;

  /** Goes through the rows of a piece; `read` takes every column of its row. */
  each(rows: CopiedRows, read: (row: RowReader) => void): void {
    this.#bytes = rows.bytes;
    for (const start of rows.starts) {
      this.#at = start;
      // The header stands before the first row; no row has as many columns as its first letters would say.
      if (this.#bytes[start] === signature[0]) this.#at += headerLength;
      if (this.#int16() === noColumns) continue;
      read(this);
    }
  }

  #int16(): number {
    this.#at += 2;
    return this.#bytes.readInt16BE(this.#at - 2);
  }
  #int32(): number {
    this.#at += 4;
    return this.#bytes.readInt32BE(this.#at - 4);
  }
  /** Where the column's value begins, or undefined for NULL; the next column follows behind it. */
  #value(): number | undefined {
    if (this.#typed) this.#at += 4; // the type of the column
    const length = this.#int32();
    if (length === noValue) return undefined;
    const from = this.#at;
    this.#at += length;
    return from;
  }

  textOrNull(): string | null {
    const from = this.#value();
    return from === undefined ? null : this.#bytes.toString('utf8', from, this.#at);
  }
  bytesOrNull(): Uint8Array<ArrayBuffer> | null {
    const from = this.#value();
    return from === undefined ? null : viewOf(this.#bytes, from, this.#at);
  }
  int4OrNull(): number | null {
    const from = this.#value();
    return from === undefined ? null : this.#bytes.readInt32BE(from);
  }
  /** To the millisecond. A time that has no Date (infinity) is an invalid Date. */
  timeOrNull(): Date | null {
    const from = this.#value();
    if (from === undefined) return null;
    const micros = this.#bytes.readInt32BE(from) * 0x1_0000_0000 + this.#bytes.readUInt32BE(from + 4);
    return new Date(epochMs + Math.round(micros / 1000));
  }
  text(): string {
    return required(this.textOrNull());
  }
  bytes(): Uint8Array<ArrayBuffer> {
    return required(this.bytesOrNull());
  }
  int4(): number {
    return required(this.int4OrNull());
  }
  time(): Date {
    return required(this.timeOrNull());
  }
  flag(): boolean {
    const from = this.#value();
    return from !== undefined && this.#bytes[from] === 1;
  }
  int8(): bigint {
    return this.#bytes.readBigInt64BE(required(this.#value() ?? null));
  }
  /** A column of rows made by `record_send`, one behind the other; `read` takes every column of its row. */
  records(read: (row: RowReader) => void): void {
    const from = this.#value();
    if (from === undefined) return;
    const end = this.#at;
    this.#at = from;
    while (this.#at < end) {
      this.#at += 4; // how many columns
      this.#typed = true;
      read(this);
      this.#typed = false;
    }
  }
  /** An array of texts. A NULL in it is read as a text that no column can hold. */
  textsOrNull(): string[] | null {
    const from = this.#value();
    if (from === undefined) return null;
    const end = this.#at;
    const dimensions = this.#bytes.readInt32BE(from);
    const texts: string[] = [];
    this.#at = from + 12 + dimensions * 8;
    while (dimensions > 0 && this.#at < end) {
      const length = this.#int32();
      texts.push(length === noValue ? '\0' : this.#bytes.toString('utf8', this.#at, this.#at + length));
      this.#at += Math.max(length, 0);
    }
    this.#at = end;
    return texts;
  }
}

function viewOf(bytes: Buffer, from: number, to: number): Uint8Array<ArrayBuffer> {
  // Made by Buffer.allocUnsafe beyond the pool's size or copied out: never shared memory.
  const { buffer } = bytes;
  if (!(buffer instanceof ArrayBuffer)) throw new Error('Rows were read into shared memory');
  return new Uint8Array(buffer, bytes.byteOffset + from, to - from);
}

function required<T>(value: T | null): T {
  if (value === null) throw new Error('A column that is never NULL was NULL');
  return value;
}

/** Writes rows in the same format. `finish` gives all of it. */
export class RowWriter {
  #bytes: Buffer;
  #at = 0;

  /** `size`: about how many bytes will be written. */
  constructor(size: number) {
    this.#bytes = Buffer.allocUnsafe(size + headerLength + 2);
    signature.copy(this.#bytes);
    this.#bytes.fill(0, signature.length, headerLength);
    this.#at = headerLength;
  }

  row(columns: number): void {
    this.#room(2);
    this.#at = this.#bytes.writeInt16BE(columns, this.#at);
  }
  nothing(): void {
    this.#room(4);
    this.#at = this.#bytes.writeInt32BE(noValue, this.#at);
  }
  text(value: string | null): void {
    if (value === null) {
      this.nothing();
      return;
    }
    this.#room(4 + value.length * 3);
    const length = this.#bytes.write(value, this.#at + 4);
    this.#at = this.#bytes.writeInt32BE(length, this.#at) + length;
  }
  bytes(value: Uint8Array | null): void {
    if (value === null) {
      this.nothing();
      return;
    }
    this.#room(4 + value.length);
    this.#at = this.#bytes.writeInt32BE(value.length, this.#at);
    this.#bytes.set(value, this.#at);
    this.#at += value.length;
  }
  int4(value: number | null): void {
    if (value === null) {
      this.nothing();
      return;
    }
    this.#room(8);
    this.#at = this.#bytes.writeInt32BE(4, this.#at);
    this.#at = this.#bytes.writeInt32BE(value, this.#at);
  }
  time(value: Date | null): void {
    if (value === null) {
      this.nothing();
      return;
    }
    this.#room(12);
    const micros = (value.getTime() - epochMs) * 1000;
    const high = Math.floor(micros / 0x1_0000_0000);
    this.#at = this.#bytes.writeInt32BE(8, this.#at);
    this.#at = this.#bytes.writeInt32BE(high, this.#at);
    this.#at = this.#bytes.writeUInt32BE(micros - high * 0x1_0000_0000, this.#at);
  }
  finish(): Buffer {
    this.#room(2);
    this.#at = this.#bytes.writeInt16BE(noColumns, this.#at);
    return this.#bytes.subarray(0, this.#at);
  }

  #room(length: number): void {
    if (this.#at + length <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe((this.#at + length) * 2);
    this.#bytes.copy(larger, 0, 0, this.#at);
    this.#bytes = larger;
  }
}
