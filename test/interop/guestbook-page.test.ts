import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { page } from '../../examples/guestbook/src/page';

const browser = ['chromium', 'chromium-browser', 'google-chrome'].find(
  (name) => spawnSync(name, ['--version']).status === 0,
);
const folder = mkdtempSync(join(tmpdir(), 'preview-stacks-guestbook-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

(browser ? test : test.skip)(
  'the guest book does not scroll sideways at 320, 390, 768 and 1280 pixels, whatever visitors write',
  () => {
    const long = { id: 1, author: 'M'.repeat(80), message: 'y'.repeat(300), picture: null, createdAt: new Date(0) };
    const html = Buffer.from(page([long])).toString('base64');
    const file = join(folder, 'frames.html');
    writeFileSync(
      file,
      `<pre></pre><script>
for (const width of [320, 390, 768, 1280]) {
  const frame = document.body.appendChild(document.createElement('iframe'));
  frame.style.cssText = \`border: 0; width: \${width}px\`;
  frame.onload = () => {
    const { scrollWidth, clientWidth } = frame.contentDocument.documentElement;
    document.querySelector('pre').textContent += \`[\${width}: \${scrollWidth - clientWidth}]\`;
  };
  frame.srcdoc = new TextDecoder().decode(Uint8Array.from(atob('${html}'), (c) => c.charCodeAt(0)));
}
</script>`,
    );
    const flags =
      '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --virtual-time-budget=5000 --dump-dom'.split(
        ' ',
      );
    const { stdout } = spawnSync(
      browser ?? '',
      [...flags, `--user-data-dir=${join(folder, 'profile')}`, pathToFileURL(file).href],
      { encoding: 'utf8' },
    );
    const measured = stdout.match(/\[\d+: -?\d+\]/g)?.sort();
    expect(measured).toEqual(['[1280: 0]', '[320: 0]', '[390: 0]', '[768: 0]']);
  },
);
