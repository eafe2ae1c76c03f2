import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase } from '../../testing/database.ts';
import { RowReader, RowWriter } from './binary-rows.ts';
import { copyIn, copyOut } from './copy-stream.ts';

let client: Client;
let close: () => Promise<void>;
beforeAll(async () => {
  const database = await openTestDatabase();
  close = () => database.close();
  client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(
    'CREATE TEMPORARY TABLE copied (n int PRIMARY KEY, words text, body bytea, at timestamptz(3))',
  );
});
afterAll(async () => {
  await client.end();
  await close();
});

const send = (
  rows: readonly { n: number; words: string | null; body: Uint8Array | null; at: Date | null }[],
) => {
  const writer = new RowWriter(10);
  for (const { n, words, body, at } of rows) {
    writer.row(4);
    writer.int4(n);
    writer.text(words);
    writer.bytes(body);
    writer.time(at);
  }
  return copyIn(client, 'COPY copied FROM STDIN (FORMAT binary)', [writer.finish()]);
};
const read = async (query: string) => {
  const reader = new RowReader();
  const found: unknown[] = [];
  for await (const rows of copyOut(client, query)) {
    reader.each(rows, (row) =>
      found.push([row.int4OrNull(), row.textOrNull(), row.bytesOrNull(), row.timeOrNull()]),
    );
  }
  return found;
};

it('rows go in and come out as they were, those that are larger than a piece of memory too', async () => {
  const large = new Uint8Array(700_000).fill(7);
  const times = [new Date('1969-12-31T23:59:59.999Z'), new Date('2026-11-24T04:02:00.123Z'), null];
  const rows = [
    { n: -1, words: 'ä 中文 🙂', body: large, at: times[0] ?? null },
    { n: 2, words: '', body: new Uint8Array(), at: times[1] ?? null },
    { n: 3, words: null, body: null, at: times[2] ?? null },
  ];
  await send(rows);
  expect(await read('SELECT * FROM copied ORDER BY n')).toEqual(
    rows.map(({ n, words, body, at }) => [n, words, body, at]),
  );
  expect(await read('SELECT * FROM copied WHERE false')).toEqual([]);
});

it('what the server refuses is thrown, and the connection goes on', async () => {
  const row = { n: 2, words: null, body: null, at: null };
  await expect(send([row])).rejects.toThrow(/duplicate key/);
  await expect(copyIn(client, 'COPY nowhere FROM STDIN', [Buffer.from('x')])).rejects.toThrow(/nowhere/);
  await expect(read('SELECT * FROM nowhere')).rejects.toThrow(/nowhere/);
  await expect(read('SELECT 1 / (n - 3), words, body, at FROM copied')).rejects.toThrow(/division/);
  expect((await client.query('SELECT count(*)::int AS n FROM copied')).rows).toEqual([{ n: 3 }]);
});

it('rows that are left unread keep nobody from the next statement', async () => {
  const many = `SELECT n, repeat('x', 1000), NULL::bytea, NULL::timestamptz FROM generate_series(1, 20000) n`;
  for await (const rows of copyOut(client, many)) {
    expect(rows.starts.length).toBeGreaterThan(0);
    break;
  }
  expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  expect(await read(many)).toHaveLength(20_000);
});

it('a time that no date can hold is an invalid date, and NULL in an array a text that no column holds', async () => {
  const reader = new RowReader();
  const found: unknown[] = [];
  for await (const rows of copyOut(
    client,
    `SELECT 'infinity'::timestamptz, ARRAY['a', NULL, ''], '{}'::text[], true, 7::int8`,
  )) {
    reader.each(rows, (row) =>
      found.push([
        Number.isNaN(row.time().getTime()),
        row.textsOrNull(),
        row.textsOrNull(),
        row.flag(),
        row.int8(),
      ]),
    );
  }
  expect(found).toEqual([[true, ['a', '\0', ''], [], true, 7n]]);
});
