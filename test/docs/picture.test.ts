import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const top = join(__dirname, '../..');
const picture = readFileSync(join(top, 'docs/pictures/previews.png'));

test('the picture of README is a PNG of twice its width there, and small', () => {
  expect(picture.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect(picture.readUInt32BE(16)).toBe(2 * 830);
  expect(picture.byteLength).toBeLessThan(200_000);
});

test('README begins with the picture, and says in words what it shows', () => {
  const [, alt = ''] =
    /^# preview-stacks\n\n!\[([^\]]+)\]\(docs\/pictures\/previews\.png\)\n/.exec(
      readFileSync(join(top, 'README.md'), 'utf8'),
    ) ?? [];
  const shown = readFileSync(join(top, 'scripts/picture/scene.ts'), 'utf8');
  const branches = [...shown.matchAll(/name: '([^']+)'/g)].map(([, name]) => name);
  expect(branches).toHaveLength(2);
  for (const word of ['comment', 'URL', ...branches]) expect(alt).toContain(word);
});
