import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compilePage } from './page/compile-page';

/** Writes the script of the page beside the built `files.js`, which serves it: a part of `npm run build`. */
const root = join(__dirname, '..');
const built = join(root, 'dist/lib/web/page');
mkdirSync(built, { recursive: true });
writeFileSync(join(built, 'script.js'), compilePage(join(root, 'lib/web/page/script')));
