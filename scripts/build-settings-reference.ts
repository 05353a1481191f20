import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readInterfaces, renderReference, settingsSources } from './settings-reference';

const top = join(__dirname, '..');
const source = settingsSources.map((file) => readFileSync(join(top, 'lib/settings', file), 'utf8')).join('\n');
writeFileSync(join(top, 'docs/settings.md'), renderReference(readInterfaces(source)));
