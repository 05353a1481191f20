import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cutSpecification } from './cut-specification';

/** Writes lib/local/specification/specification.json anew: `npx tsx scripts/build-specification.ts`. */
const file = join(__dirname, '..', 'lib', 'local', 'specification', 'specification.json');
const specification = cutSpecification();
writeFileSync(file, `${JSON.stringify(specification, undefined, 1)}\n`);
console.log(`${Object.keys(specification).length} resource types written to ${file}`);
