import type { KeyVersion } from '../kms/model.ts';
import { ContentReader, ContentWriter, Malformed } from './content-bytes.ts';
import type { ItemContent, KeyContent, SecretContent } from './model.ts';

/**
 * An item's content as bytes: format and kind in one byte, then the item's facts in a fixed order without their names.
 * The same item always gives the same bytes, so that an unchanged one is told by its hash. A later format takes another
 * first byte.
 */
const keyFormat = 0x10;
const secretFormat = 0x11;

const writer = new ContentWriter();

export function encodeContent(content: ItemContent): Uint8Array<ArrayBuffer> {
  writer.clear();
  if (content.itemType === 'KEY') writeKey(content);
  else writeSecret(content);
  return writer.take();
}

/** Reads what `encodeContent` wrote. Undefined: another format, or bytes that it would not have written. */
export function decodeContent(encoded: Uint8Array): ItemContent | undefined {
  const reader = new ContentReader(encoded);
  try {
    const content = readItem(reader);
    return reader.atEnd ? content : undefined;
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

function readItem(reader: ContentReader): ItemContent | undefined {
  switch (reader.byte()) {
    case keyFormat:
      return readKey(reader);
    case secretFormat:
      return readSecret(reader);
    default:
      return undefined;
  }
}

function writeKey(key: KeyContent): void {
  writer.byte(keyFormat);
  writer.text(key.keyId);
  writer.textOrNull(key.alias);
  writer.word(key.spec);
  writer.word(key.usage);
  writeCommon(key);
  writer.count(key.versions.length);
  let like = '';
  for (const version of key.versions) {
    writer.text(version.versionId);
    writer.whole(version.createdAt.getTime() - key.createdAt.getTime());
    writer.blob(version.material);
    writer.blob(version.canary);
    like = version.versionId;
  }
  writer.like(key.primaryVersionId, like);
}

function readKey(reader: ContentReader): KeyContent {
  const keyId = reader.text();
  const alias = reader.textOrNull();
  const spec = reader.word();
  const usage = reader.word();
  const common = readCommon(reader);
  const versions: KeyVersion[] = [];
  for (let left = reader.count(); left > 0; left--) {
    const versionId = reader.text();
    const createdAt = reader.time(common.createdAt.getTime() + reader.whole());
    versions.push({ versionId, createdAt, material: reader.blob(), canary: reader.blob() });
  }
  const primaryVersionId = reader.like(versions.at(-1)?.versionId ?? '');
  return { itemType: 'KEY', keyId, alias, spec, usage, primaryVersionId, ...common, versions };
}

function writeSecret(secret: SecretContent): void {
  writer.byte(secretFormat);
  writer.text(secret.name);
  writer.text(secret.keyId);
  writer.generator(secret.generator);
  writeCommon(secret);
  writer.count(secret.versions.length);
  let like = '';
  for (const version of secret.versions) {
    writer.text(version.versionId);
    writer.whole(version.createdAt.getTime() - secret.createdAt.getTime());
    writer.count(version.stages.length);
    const stages = version.stages.length < 2 ? version.stages : version.stages.toSorted();
    for (const stage of stages) writer.word(stage);
    writer.like(version.keyId, secret.keyId);
    writer.like(version.keyVersionId, like);
    writer.blob(version.ciphertext);
    like = version.keyVersionId;
  }
}

function readSecret(reader: ContentReader): SecretContent {
  const name = reader.text();
  const keyId = reader.text();
  const generator = reader.generator();
  const common = readCommon(reader);
  const versions: SecretContent['versions'][number][] = [];
  let like = '';
  for (let left = reader.count(); left > 0; left--) {
    const versionId = reader.text();
    const createdAt = reader.time(common.createdAt.getTime() + reader.whole());
    const stages: string[] = [];
    for (let more = reader.count(); more > 0; more--) stages.push(reader.word());
    if (stages.some((stage, place) => place > 0 && stage < (stages[place - 1] ?? ''))) throw new Malformed();
    const versionKeyId = reader.like(keyId);
    const keyVersionId = reader.like(like);
    versions.push({
      versionId,
      createdAt,
      stages,
      keyId: versionKeyId,
      keyVersionId,
      ciphertext: reader.blob(),
    });
    like = keyVersionId;
  }
  return { itemType: 'SECRET', name, keyId, generator, ...common, versions };
}

function writeCommon(item: ItemContent): void {
  writer.text(item.description);
  writer.tags(item.tags);
  writer.word(item.state);
  writer.whole(item.createdAt.getTime());
  writer.wholeOrNull(item.rotatedAt?.getTime() ?? null);
  writer.wholeOrNull(item.rotationDays);
}

function readCommon(reader: ContentReader) {
  const description = reader.text();
  const tags = reader.tags();
  const state = reader.word();
  const createdAt = reader.time();
  const rotatedAt = reader.wholeOrNull();
  const rotationDays = reader.wholeOrNull();
  const rotated = rotatedAt === null ? null : reader.time(rotatedAt);
  return { description, tags, state, createdAt, rotatedAt: rotated, rotationDays };
}
