// npm run migrate: brings the database of DATABASE_URL up to this version's migrations.
import { applyMigrations } from './migration-engine.ts';

const url = process.env.DATABASE_URL;
if (url === undefined || url === '') {
  console.error('Set DATABASE_URL. (`npm run up` migrates its own database by itself.)');
  process.exit(2);
}
const applied = await applyMigrations(url);
console.log(applied.length === 0 ? 'Nothing to do.' : `Applied: ${applied.join(', ')}`);
