import { createKey } from '../lib/kms/create-key.ts';
import { generatePending } from '../lib/kms/generate-keys.ts';
import { specFacts } from '../lib/kms/key-specs.ts';
import { type KeySpec, keySpecs } from '../lib/kms/model.ts';
import { decryptText, encryptText } from '../lib/kms/use-key.ts';
import { openDurableWorld } from '../lib/testing/durable-world.ts';
import { value, type World } from '../lib/testing/world.ts';
import { type Figure, percentile } from './figure.ts';
import { fillInstance } from './fill-instance.ts';

const [keyCount, calls, warmUp, runs] = [10_000, 500, 50, 3];
const regionId = 'cn-hangzhou';

/** Encrypt and Decrypt inside the server (the use case, its reads included) among 10,000 keys, by spec. */
export async function encryptFigures(): Promise<readonly Figure[]> {
  const { world } = await openDurableWorld('bench');
  try {
    const instanceId = await world.instance('bench', { keyQuota: 100_000, secretQuota: 100_000 });
    const counts = { keys: keyCount, secrets: 1000, valueBytes: 600 };
    await fillInstance(world.ports, world.database, world.actor.accountId, instanceId, counts);
    await world.database.$executeRaw`ANALYZE`;
    const symmetric = await world.database.kmsKey.findMany({ select: { keyId: true }, take: calls });
    const figures: Figure[] = [];
    for (const spec of keySpecs.filter((each) => specFacts[each].encryption !== null)) {
      const keyIds =
        specFacts[spec].family === 'AES'
          ? symmetric.map((row) => row.keyId)
          : new Array<string>(calls).fill(await newKey(world, instanceId, spec));
      figures.push(...(await measure(world, spec, keyIds)));
    }
    return figures;
  } finally {
    await world.close();
  }
}

async function newKey({ ports, actor }: World, instanceId: string, spec: KeySpec): Promise<string> {
  const rest = {
    alias: null,
    description: '',
    tags: {},
    usage: 'ENCRYPT/DECRYPT',
    rotationDays: null,
  } as const;
  const { keyId } = value(await createKey(ports, actor, { instanceId, spec, ...rest }));
  await generatePending(ports, 1, (_, error) => {
    throw error;
  });
  return keyId;
}

async function measure(world: World, spec: KeySpec, keyIds: readonly string[]): Promise<Figure[]> {
  await round(world, keyIds.slice(0, warmUp));
  const rounds = [];
  for (let run = 0; run < runs; run++) rounds.push(await round(world, keyIds));
  const figure = (name: string, times: readonly (readonly number[])[]): Figure => ({
    name: `${name} under ${spec} among 10,000 keys, 95th percentile of ${calls} calls`,
    values: times.map((each) => percentile(each, 0.95)),
    unit: 'ms',
    atMost: 5,
  });
  const encrypt = rounds.map((each) => each.encrypt);
  const decrypt = rounds.map((each) => each.decrypt);
  return [figure('Encrypt', encrypt), figure('Decrypt', decrypt)];
}

/** Milliseconds of each call, one after the other. */
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
