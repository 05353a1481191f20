import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiReference } from './api-reference';

/** Writes docs/api anew: `npx tsx scripts/build-api-reference.ts`. With `--print` it says as JSON what it would write. */
const root = join(__dirname, '..');
const reference = apiReference(root);
if (process.argv.includes('--print')) {
  console.log(JSON.stringify(reference));
} else {
  mkdirSync(join(root, 'docs/api'), { recursive: true });
  for (const [page, text] of Object.entries(reference.pages)) writeFileSync(join(root, 'docs/api', page), text);
  for (const name of reference.undescribed) console.error(`${name} has no description`);
}
