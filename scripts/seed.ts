// npm run seed: makes the sample (prisma/seed.ts) in the database of DATABASE_URL, else in that of the running
// console's data folder.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from '../lib/env.ts';
import { runNode } from './run-node.ts';
import { ownDatabaseUrl } from './supervisor/database.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const env = parseEnv(process.env);
const dataDir = path.resolve(root, env.KMS_DATA_DIR);
const url = env.DATABASE_URL ?? ownDatabaseUrl(dataDir);
const seed = path.join(root, 'prisma', 'seed.ts');

if (url === undefined) {
  console.error('There is no database yet. Start the console first: npm run up');
  process.exit(1);
}
if (!existsSync(seed)) {
  console.error('There is no sample to make: prisma/seed.ts is missing.');
  process.exit(1);
}
const variables = { DATABASE_URL: url, KMS_DATA_DIR: dataDir, KMS_SAMPLE: '1' };
process.exit(runNode(root, ['--import', 'tsx', seed], variables) ? 0 : 1);
