import type { ClientBase, Connection } from 'pg';

/** What a running COPY says to the server; the driver's types leave it out. */
type CopyConnection = {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
};
const copies = (connection: Connection): connection is Connection & CopyConnection =>
  'sendCopyFromChunk' in connection && 'endCopyFrom' in connection;
type Pausable = { readonly stream: { pause(): void; resume(): void } };

/** A statement as the driver runs it. It calls these by name; COPY gives no rows of the usual kind. */
abstract class CopyStatement {
  protected readonly sql: string;

  constructor(sql: string) {
    this.sql = sql;
  }
  submit(connection: Connection): void {
    connection.query(this.sql);
  }
  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
  handleCommandComplete(): void {}
  abstract handleError(error: Error): void;
  abstract handleReadyForQuery(): void;
}

class CopyIn extends CopyStatement {
  readonly #chunks: readonly Buffer[];
  readonly #done: () => void;
  readonly #failed: (error: Error) => void;

  constructor(sql: string, chunks: readonly Buffer[], done: () => void, failed: (error: Error) => void) {
    super(sql);
    this.#chunks = chunks;
    this.#done = done;
    this.#failed = failed;
  }
  /**
   * The rows go right behind the statement: the server works on them while this process, busy with the next ones, would
   * not see that it is ready for them. If it refuses the statement, it skips them.
   */
  override submit(connection: Connection): void {
    if (!copies(connection)) throw new Error('The database driver no longer sends rows for COPY.');
    connection.query(this.sql);
    for (const chunk of this.#chunks) connection.sendCopyFromChunk(chunk);
    connection.endCopyFrom();
  }
  handleCopyInResponse(): void {}
  handleError(error: Error): void {
    this.#failed(error);
  }
  handleReadyForQuery(): void {
    this.#done();
  }
}

/** Sends rows (`COPY … FROM STDIN`): the fastest way into a table. Throws what the server refuses. */
export function copyIn(client: ClientBase, sql: string, chunks: readonly Buffer[]): Promise<void> {
  return new Promise((resolve, reject) => {
    client.query(new CopyIn(sql, chunks, resolve, reject));
  });
}

/** Bytes handed over at once, and how many such pieces may wait: bounds memory. */
const pieceBytes = 256 * 1024;
const mostWaiting = 2;

/** Whole rows of a `COPY … TO STDOUT`, and where each of them begins. */
export type CopiedRows = { readonly bytes: Buffer; readonly starts: readonly number[] };

class CopyOut extends CopyStatement {
  #piece = Buffer.allocUnsafe(pieceBytes);
  #end = 0;
  #starts: number[] = [];
  #waiting: CopiedRows[] = [];
  #over = false;
  #error: Error | undefined;
  #abandoned = false;
  #stream: Pausable['stream'] | undefined;
  #wake: () => void = () => undefined;

  /** Each message is one row, the first with the header before it; the buffer behind it is used again. */
  handleCopyData({ chunk }: { readonly chunk: Buffer }, connection: Pausable): void {
    if (this.#abandoned) return;
    if (this.#end + chunk.length > this.#piece.length && this.#end > 0) this.#handOver();
    if (chunk.length > this.#piece.length) this.#piece = Buffer.allocUnsafe(chunk.length);
    this.#starts.push(this.#end);
    this.#end += chunk.copy(this.#piece, this.#end);
    if (this.#waiting.length < mostWaiting) return;
    this.#stream = connection.stream;
    this.#stream.pause();
  }
  handleError(error: Error): void {
    this.#error = error;
    this.#finish();
  }
  handleReadyForQuery(): void {
    if (this.#starts.length > 0) this.#handOver();
    this.#finish();
  }

  async next(): Promise<CopiedRows | undefined> {
    while (this.#waiting.length === 0 && !this.#over) await this.#change();
    const rows = this.#waiting.shift();
    if (rows) this.#resume();
    else if (this.#error) throw this.#error;
    return rows;
  }

  /** The rest is read and thrown away: the connection is free for its next statement. */
  async abandon(): Promise<void> {
    this.#abandoned = true;
    this.#resume();
    while (!this.#over) await this.#change();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
  #handOver(): void {
    this.#waiting.push({ bytes: this.#piece.subarray(0, this.#end), starts: this.#starts });
    this.#piece = Buffer.allocUnsafe(pieceBytes);
    this.#end = 0;
    this.#starts = [];
    this.#wake();
  }
  #finish(): void {
    this.#over = true;
    this.#wake();
  }
  #resume(): void {
    this.#stream?.resume();
    this.#stream = undefined;
  }
}

/**
 * Reads rows (`COPY (…) TO STDOUT (FORMAT binary)`), some at a time, never more than a few MB ahead of whoever
 * reads. No other statement runs on the connection until it is read through or left.
 */
export async function* copyOut(client: ClientBase, query: string): AsyncGenerator<CopiedRows> {
  const statement = new CopyOut(`COPY (${query}) TO STDOUT (FORMAT binary)`);
  client.query(statement);
  try {
    for (;;) {
      const rows = await statement.next();
      if (!rows) return;
      yield rows;
    }
  } finally {
    await statement.abandon();
  }
}
