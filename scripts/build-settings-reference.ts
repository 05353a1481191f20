import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readInterfaces, renderReference } from './settings-reference';

const top = join(__dirname, '..');
const source = readFileSync(join(top, 'lib/settings/settings.ts'), 'utf8');
writeFileSync(join(top, 'docs/settings.md'), renderReference(readInterfaces(source)));
