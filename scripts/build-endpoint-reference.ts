import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withEndpointReference } from './endpoint-reference';

/** Writes the table of operations and types in BEHAVIOUR.md anew: `npx tsx scripts/build-endpoint-reference.ts`. */
const file = join(__dirname, '..', 'BEHAVIOUR.md');
void withEndpointReference(readFileSync(file, 'utf8')).then((page) => writeFileSync(file, page));
