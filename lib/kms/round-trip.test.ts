import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { restoreItem } from '../restores/restore-item.ts';
import { aesKey, openWorld, value, type World } from '../testing/world.ts';
import { disableKey, enableKey, rotateKey, scheduleKeyDeletion } from './change-key.ts';
import { createKey } from './create-key.ts';
import { deleteKeyNow } from './delete-key.ts';
import { generatePending } from './generate-keys.ts';
import { specFacts } from './key-specs.ts';
import { type KeySpec, type KeyUsage, keySpecs } from './model.ts';
import type { KmsPorts } from './ports.ts';
import { purgeDue } from './purge-due.ts';
import { signMessage, verifySignature } from './sign-verify.ts';
import { decryptText, encryptText } from './use-key.ts';

const regionId = 'cn-hangzhou';
const farRegion = 'eu-central-1';
let world: World;
let ports: KmsPorts & World['ports'];
let instanceId: string;
let farInstanceId: string;
let now = Date.parse('2026-11-24T04:02:00Z');

/** RSA material takes seconds: a spec's is made once or twice and used in turn, as if drawn anew. */
const pools = new Map<KeySpec, { readonly made: Uint8Array<ArrayBuffer>[]; next: number }>();

beforeAll(async () => {
  world = await openWorld();
  instanceId = await world.instance('payments');
  farInstanceId = await world.instance('payments-eu', { regionId: farRegion });
  const { crypto } = world.ports;
  const generate = async (spec: KeySpec) => {
    if (!specFacts[spec].isSlow) return crypto.generate(spec);
    const pool = pools.get(spec) ?? { made: [], next: 0 };
    pools.set(spec, pool);
    const index = pool.next % (spec === 'RSA_4096' ? 1 : 2);
    pool.next += 1;
    const material = pool.made[index] ?? (await crypto.generate(spec));
    pool.made[index] = material;
    return material;
  };
  ports = { ...world.ports, crypto: { ...crypto, generate } };
  await world.enable(instanceId);
}, 60_000);
afterAll(() => world.close());

const step = fc.constantFrom('use', 'rotate', 'disableAndEnable', 'backUp');
const ending = fc.constantFrom('deleteNow', 'schedule');
const cases = keySpecs.flatMap((spec) => specFacts[spec].usages.map((usage) => ({ spec, usage })));

/** Moves to the next slot, so that what changed is backed up. */
async function backUp(): Promise<void> {
  now += 300_000;
  world.setNow(new Date(now).toISOString());
  await world.runDue();
}

/** What was made with the key, and how to tell that it still is good. */
type Made = { readonly made: string; readonly text: string; readonly versionId: string };

async function use(key: Key, text: string): Promise<Made> {
  const { ref, spec, usage } = key;
  if (usage === 'ENCRYPT/DECRYPT') {
    const { ciphertext, versionId } = value(await encryptText(ports, world.actor, { ...ref, text }));
    return { made: ciphertext, text, versionId };
  }
  const algorithm = algorithmOf(spec);
  const signed = value(await signMessage(ports, world.actor, { ...ref, message: text, algorithm }));
  return { made: signed.signature, text, versionId: signed.versionId };
}

async function expectGood(key: Key, all: readonly Made[]): Promise<void> {
  const { ref, spec, usage } = key;
  for (const { made, text, versionId } of all) {
    if (usage === 'ENCRYPT/DECRYPT') {
      const plain = value(await decryptText(ports, world.actor, { ...ref, ciphertext: made }));
      expect(plain).toEqual({ text, versionId });
    } else {
      const asked = { ...ref, message: text, signature: made, algorithm: algorithmOf(spec) };
      expect(value(await verifySignature(ports, world.actor, asked)).valid).toBe(true);
      const other = { ...asked, message: `${text}.` };
      expect(value(await verifySignature(ports, world.actor, other)).valid).toBe(false);
    }
  }
}

type Key = {
  readonly ref: { readonly regionId: string; readonly keyId: string };
  readonly spec: KeySpec;
  readonly usage: KeyUsage;
};

function algorithmOf(spec: KeySpec) {
  const [algorithm] = specFacts[spec].signing;
  if (!algorithm) throw new Error(`${spec} does not sign`);
  return algorithm;
}

const fail = (_: unknown, error: unknown) => {
  throw error;
};
const makePending = () => generatePending(ports, 10, fail);

it.each(cases)(
  '$spec, $usage: whatever became of the key, what was made with it is good after a restore, here and elsewhere',
  async ({ spec, usage }) => {
    const { actor } = world;
    const text = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), text, ending, async (steps, said, end) => {
        const created = await createKey(ports, actor, { ...aesKey, instanceId, spec, usage });
        const key = { ref: { regionId, keyId: value(created).keyId }, spec, usage };
        await makePending();
        const all = [await use(key, said)];
        for (const [index, name] of steps.entries()) {
          if (name === 'use') all.push(await use(key, `${said} ${index}`));
          if (name === 'backUp') await backUp();
          if (name === 'rotate') {
            value(await rotateKey(ports, actor, key.ref));
            await makePending();
            all.push(await use(key, said));
          }
          if (name === 'disableAndEnable') {
            value(await disableKey(ports, actor, key.ref));
            value(await enableKey(ports, actor, key.ref));
          }
        }
        await expectGood(key, all);
        await backUp();
        const day = new Date(now + 8 * 3_600_000).toISOString().slice(0, 10); // in Hangzhou
        await leave(key.ref, end);

        for (const [region, into] of [
          [regionId, instanceId],
          [farRegion, farInstanceId],
        ] as const) {
          const restored = await restoreItem(ports, actor, {
            backupId: await world.defaultBackup(),
            day,
            itemType: 'KEY',
            itemId: key.ref.keyId,
            regionId: region,
            instanceId: into,
            aliasChoice: { kind: 'keep' },
          });
          const { provenCount, versionCount } = value(restored);
          expect(provenCount).toBe(versionCount);
          const back = { ...key, ref: { ...key.ref, regionId: region } };
          await expectGood(back, all);
          await expectGood(back, [await use(back, said)]);
        }
        await leave(key.ref, 'deleteNow');
      }),
      { numRuns: specFacts[spec].isSlow ? 2 : 5 },
    );
  },
  60_000,
);

async function leave(ref: Key['ref'], end: 'deleteNow' | 'schedule'): Promise<void> {
  const { actor } = world;
  if (end === 'deleteNow') {
    value(await deleteKeyNow(ports, actor, { ...ref, confirmedId: ref.keyId }));
    return;
  }
  value(await scheduleKeyDeletion(ports, actor, { ...ref, days: 7 }));
  const due = new Date(now + 7 * 86_400_000);
  await purgeDue({ ...ports, clock: { now: async () => due } }, 10, fail);
  expect(await ports.kms.findKey(actor.accountId, ref.regionId, ref.keyId)).toBeUndefined();
}
