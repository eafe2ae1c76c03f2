import { decryptText, encryptText } from '../lib/kms/use-key.ts';
import { value, type World } from '../lib/testing/world.ts';
import { openBenchWorld } from './bench-server.ts';
import { type Figure, percentile } from './figure.ts';
import { fillInstance } from './fill-instance.ts';

const [keyCount, calls, warmUp, runs] = [10_000, 500, 50, 3];
const regionId = 'cn-hangzhou';

/** Encrypt and Decrypt inside the server (the use case, its reads included) among 10,000 keys. */
export async function encryptFigures(): Promise<readonly Figure[]> {
  const { world } = await openBenchWorld();
  try {
    const source = await world.instance('bench', { keyQuota: 100_000, secretQuota: 100_000 });
    const counts = { keys: keyCount, secrets: 1000, valueBytes: 600 };
    await fillInstance(world.ports, world.database, world.actor.accountId, source, counts);
    await world.database.$executeRaw`ANALYZE`;
    const keyIds = (await world.database.kmsKey.findMany({ select: { keyId: true }, take: calls })).map(
      (row) => row.keyId,
    );
    await round(world, keyIds.slice(0, warmUp));
    const rounds = [];
    for (let run = 0; run < runs; run++) rounds.push(await round(world, keyIds));
    const figure = (name: string, times: readonly (readonly number[])[]): Figure => ({
      name: `${name} among 10,000 keys, 95th percentile of ${calls} calls`,
      values: times.map((each) => percentile(each, 0.95)),
      unit: 'ms',
      atMost: 5,
    });
    return [
      figure(
        'Encrypt',
        rounds.map((each) => each.encrypt),
      ),
      figure(
        'Decrypt',
        rounds.map((each) => each.decrypt),
      ),
    ];
  } finally {
    await world.close();
  }
}

/** Milliseconds of each call, one key after the other. */
async function round({ ports, actor }: World, keyIds: readonly string[]) {
  const [encrypt, decrypt]: [number[], number[]] = [[], []];
  for (const keyId of keyIds) {
    const text = `text for ${keyId}`;
    const began = performance.now();
    const { ciphertext } = value(await encryptText(ports, actor, { regionId, keyId, text }));
    const between = performance.now();
    const opened = value(await decryptText(ports, actor, { regionId, keyId, ciphertext }));
    decrypt.push(performance.now() - between);
    encrypt.push(between - began);
    if (opened.text !== text) throw new Error(`${keyId} opens another text`);
  }
  return { encrypt, decrypt };
}
