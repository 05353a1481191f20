import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../scripts/demo/program';
import { visit } from '../../../scripts/demo/visit';
import { refuseOldProgram } from '../../journeys/journey';
import type { GalleryApp } from './app';
import { Bench } from './bench';
import { starters } from './starters';
import { type Row, table } from './table';
import { openTrial, secondsSince } from './trial';

/**
 * Apps that other people's generators make while this runs: `init --yes`, then they run. The registry of npm is needed; apps in Python are
 * skipped where Debian's packages are not installed.
 */
const bench = new Bench();
const rows: Row[] = [];
/** Seconds that `try` may take. `PREVIEW_STACKS_GALLERY_PATIENCE` multiplies them, for a machine that is slow or busy. */
const limits: Readonly<Record<string, number>> = { Express: 30, 'Next.js': 90 };
const patience = Number(process.env.PREVIEW_STACKS_GALLERY_PATIENCE ?? 1);

beforeAll(async () => {
  refuseOldProgram();
  await bench.run('.', 'npm', 'view', 'express-generator@4.16.1', 'version').catch((error: Error) => {
    throw new Error(
      `The gallery makes its apps with generators from npm, and the registry does not answer: ${error.message}`,
    );
  });
});
afterAll(() => {
  bench.close();
  process.stderr.write(`\n${table(rows)}\n\n`);
});

function say(text: string): void {
  process.stderr.write(`gallery: ${text}\n`);
}

/** What Debian's python3 lacks of the modules that an app needs. */
function lacking({ python = [] }: GalleryApp): string[] {
  const has = (name: string) => spawnSync('/usr/bin/python3', ['-c', `import ${name}`]).status === 0;
  return python.filter((name) => !has(name));
}

async function pagesOf(url: string, { pages }: GalleryApp): Promise<void> {
  for (const [path, text] of Object.entries(pages)) {
    const { status, body } = await visit(`${url}${path}`);
    expect({ path, status, body }).toEqual({ path, status: 200, body: expect.stringMatching(text) });
  }
}

describe('an app as its generator leaves it', () => {
  test.each(starters.map((app) => [app.name, app] as const))(
    '%s runs with what init writes',
    async (name, app) => {
      const { made, edit, folder } = app;
      const missing = lacking(app);
      const row = { app: name, made, edit: edit?.line ?? 'none', database: 'none', making: 0, running: '', result: '' };
      if (missing.length > 0) {
        say(`${name}: skipped, since Debian's python3 has no ${missing.join(', ')}`);
        rows.push({ ...row, result: 'skipped' });
        return;
      }
      rows.push({ ...row, result: 'failed' });
      const began = performance.now();
      await app.make(bench);
      await edit?.make(bench);
      const making = secondsSince(began);
      await bench.commit(folder);
      const options = ['--region', 'eu-central-1', '--preview-domain', 'http://preview.localhost', '--ci', 'none'];
      const begun = await bench.previewStacks(folder, ['init', '--yes', ...options]);
      expect(begun).toMatchObject({ code: 0 });
      const trial = await openTrial(bench, folder);
      try {
        await pagesOf(trial.url, app);
      } finally {
        expect(await trial.end()).toBe(0);
      }
      say(`${name}: made in ${making} s, try took ${trial.seconds} s`);
      rows.splice(-1, 1, { ...row, making, running: `${trial.seconds} s`, result: 'ran' });
      expect(trial.seconds).toBeLessThanOrEqual((limits[name] ?? Number.POSITIVE_INFINITY) * patience);
    },
    300_000,
  );

  test('needs no edit in at least eight of the first ten, and the others one line that a document of ours asks for', () => {
    const ten = rows.slice(0, 10).filter(({ result }) => result !== 'skipped');
    expect(ten.filter(({ edit, result }) => edit === 'none' && result === 'ran').length).toBeGreaterThanOrEqual(8);
    for (const { edit } of starters) {
      if (edit) expect(readFileSync(join(packageRoot, edit.document), 'utf8')).toContain(edit.says);
    }
  });
});
