import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pageFiles } from '../../../lib/web/page/files';
import { sourcesOf } from '../../../scripts/house/sources';
import { compilePage } from '../../../scripts/page/compile-page';

const folder = join(__dirname, '../../../lib/web/page');

describe('the files of the page', () => {
  test('all of them together are smaller than 40 KB, as they are sent without compression', async () => {
    const files = await pageFiles(compilePage(join(folder, 'script')));
    expect([...files.keys()]).toEqual(['/', '/page/style.css', '/page/icon.svg', '/page/script.js']);
    const sizes = [...files.values()].map(({ body }) => Buffer.byteLength(body));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(40 * 1024);
  });

  test('the document holds no script and no style of its own, and names only files that there are', async () => {
    const files = await pageFiles('');
    const html = files.get('/')?.body ?? '';
    expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<script(?![^>]* src=)/);
    const named = [...html.matchAll(/(?:href|src)="(\/[^"]*)"/g)].map(([, path]) => path);
    expect(named.length).toBeGreaterThan(2);
    expect(named.filter((path) => !files.has(path ?? ''))).toEqual([]);
  });

  test('no text becomes markup or code', () => {
    const offenders = sourcesOf(join(folder, 'script')).filter((file) =>
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|srcdoc|localStorage/.test(
        readFileSync(file, 'utf8'),
      ),
    );
    expect(offenders).toEqual([]);
  });

  test('a page that is not built is refused with what to do', async () => {
    await expect(pageFiles()).rejects.toMatchObject({ code: 'page-not-built', hint: 'Run `npm run build`.' });
  });

  test('two modules with a name in common are refused when they are compiled', () => {
    const twice = mkdtempSync(join(tmpdir(), 'page-'));
    writeFileSync(join(twice, 'main.ts'), "import { other } from './other';\n\nconst same = other;\n");
    writeFileSync(join(twice, 'other.ts'), 'const same = 1;\nexport const other = same;\n');
    expect(() => compilePage(twice)).toThrow('in common: same');
    rmSync(twice, { recursive: true });
  });
});
