import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from './demo/program';
import { photograph } from './picture/browser';
import { openScene } from './picture/scene';
import { sheet } from './picture/sheet';

const picture = join(packageRoot, 'docs', 'pictures', 'previews.png');

/** Makes the picture of README.md from the running demo: two previews, and the comment that a pull request gets. */
async function makePicture(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'preview-stacks-picture-'));
  try {
    const scene = await openScene(folder);
    try {
      const page = join(folder, 'sheet.html');
      writeFileSync(page, await sheet(scene));
      await photograph({ page: `file://${page}`, picture, width: 830, height: 452, profile: join(folder, 'browser') });
    } finally {
      await scene.close();
    }
    console.log(`${picture}: ${Math.ceil(statSync(picture).size / 1000)} kB`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

makePicture().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
