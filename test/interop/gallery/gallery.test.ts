import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../scripts/demo/program';
import { visit } from '../../../scripts/demo/visit';
import { refuseOldProgram } from '../../journeys/journey';
import type { DatabaseApp, GalleryApp } from './app';
import { Bench } from './bench';
import { notesOf, OwnAws, write } from './own-aws';
import { databaseApps, starters } from './starters';
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
afterAll(async () => {
  process.stderr.write(`\n${table(rows)}\n\n`);
  await bench.close();
}, 120_000);

function say(text: string): void {
  process.stderr.write(`gallery: ${text}\n`);
}

/** What Debian's python3 lacks of the modules that an app needs. */
function lacking({ python = [] }: Pick<GalleryApp, 'python'>): string[] {
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
      const trial = await openTrial(bench, app);
      try {
        await pagesOf(trial.url, app);
      } finally {
        expect(await trial.end()).toBe(0);
      }
      say(`${name}: made in ${making} s, try took ${trial.seconds} s`);
      rows.splice(-1, 1, { ...row, making, running: `${trial.seconds} s`, result: 'ran' });
      expect(trial.seconds).toBeLessThanOrEqual((limits[name] ?? Number.POSITIVE_INFINITY) * patience);
    },
    300_000 * patience,
  );

  test('needs no edit in at least eight of the first ten, and the others one line that a document of ours asks for', () => {
    const ten = rows.slice(0, 10).filter(({ result }) => result !== 'skipped');
    expect(ten.filter(({ edit, result }) => edit === 'none' && result === 'ran').length).toBeGreaterThanOrEqual(8);
    for (const { edit } of starters) {
      if (edit) expect(readFileSync(join(packageRoot, edit.document), 'utf8')).toContain(edit.says);
    }
  });
});

describe('an app with a database', () => {
  let aws: OwnAws;
  /** What was written into each copy that runs, by its URL. */
  const written = new Map<string, string>();
  beforeAll(async () => {
    aws = await OwnAws.open(bench);
  }, 60_000);
  afterAll(() => aws.close());

  test.each(databaseApps.map((app) => [app.name, app] as const))(
    '%s has data of its own on each branch',
    async (name, app) => {
      const { made, edit, folder } = app;
      const missing = lacking(app);
      const row = { app: name, made, edit: edit?.line ?? 'none', database: 'PostgreSQL', making: 0, running: '' };
      if (missing.length > 0) {
        say(`${name}: skipped, since Debian's python3 has no ${missing.join(', ')}`);
        rows.push({ ...row, result: 'skipped' });
        return;
      }
      rows.push({ ...row, result: 'failed' });
      const making = await makeIt(app);
      await aws.run(folder, app.variables, ...aws.initOptions(folder));
      await bench.commit(folder);
      await aws.run(folder, app.variables, 'deploy-application');
      const began = performance.now();
      const main = await aws.run(folder, app.variables, 'deploy');
      const first = secondsSince(began);
      await bench.run(folder, 'git', 'switch', '--quiet', '--create', 'other');
      await bench.commit(folder);
      const branch = await aws.run(folder, app.variables, 'deploy');
      const second = secondsSince(began) - first;
      expect(branch).not.toBe(main);
      for (const [url, text] of [
        [main, `of main in ${folder}`],
        [branch, `of a branch of ${folder}`],
      ] as const) {
        await write(url, text);
        written.set(url, text);
      }
      for (const url of [main, branch]) expect(await notesOf(url)).toEqual([written.get(url)]);
      say(`${name}: made in ${making} s, deployed in ${first} s and ${second.toFixed(1)} s`);
      rows.splice(-1, 1, {
        ...row,
        making,
        running: `${first} s, then ${second.toFixed(1)} s`,
        result: 'ran, two branches apart',
      });
    },
    400_000 * patience,
  );

  async function makeIt(app: DatabaseApp): Promise<number> {
    const began = performance.now();
    await app.make(bench);
    await app.edit?.make(bench);
    const seconds = secondsSince(began);
    await bench.commit(app.folder);
    return seconds;
  }

  test(
    'keeps its data when the endpoint is started again',
    async () => {
      expect(written.size).toBeGreaterThan(0);
      await aws.restart();
      for (const [url, text] of written) expect(await soon(() => notesOf(url))).toEqual([text]);
    },
    200_000 * patience,
  );
});

/** What it gives as soon as it does not fail any more, within a minute. */
async function soon<T>(ask: () => Promise<T>): Promise<T> {
  const end = performance.now() + 60_000 * patience;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((settle) => setTimeout(settle, 300));
    }
  }
}
