import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CdkSynthesizer } from '../../lib/aws/cloudformation/synthesizer';
import type { AppContext } from '../../lib/constructs/app-context';
import { applicationInput, environmentInput, preview, staging } from './inputs';

const root = resolve(__dirname, '..', '..');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preview-stacks-app-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What cdk passes where no `cdk.json` says otherwise (aws-cdk 2.1148.1, `contextFromSettings`, read 2026-11-27). */
const cdkDefaults = {
  'aws:cdk:enable-path-metadata': true,
  'aws:cdk:enable-asset-metadata': true,
  'aws:cdk:version-reporting': true,
};

/** Runs bin/app.ts as the CDK CLI does. */
function runApp(stacks?: string) {
  return spawnSync(process.execPath, [join(root, 'node_modules/tsx/dist/cli.mjs'), join(root, 'bin/app.ts')], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      CDK_OUTDIR: join(folder, 'out'),
      CDK_CONTEXT_JSON: JSON.stringify({ stacks, ...cdkDefaults }),
      CDK_VALIDATION: 'false',
    },
  });
}

describe('bin/app.ts', () => {
  test('makes from the context file the same templates and tags as deploy makes', async () => {
    const context: AppContext = {
      applications: [applicationInput(staging)],
      environments: [environmentInput(preview)],
    };
    const file = join(folder, 'context.json');
    writeFileSync(file, JSON.stringify(context));
    const { status, stderr } = runApp(file);
    expect(stderr).toBe('');
    expect(status).toBe(0);

    const synthesizer = new CdkSynthesizer();
    const manifest = JSON.parse(readFileSync(join(folder, 'out', 'manifest.json'), 'utf8'));
    for (const made of [
      await synthesizer.application(applicationInput(staging)),
      await synthesizer.environment(environmentInput(preview)),
    ]) {
      const template = readFileSync(join(folder, 'out', `${made.stackName}.template.json`), 'utf8');
      expect(JSON.parse(template)).toEqual(JSON.parse(made.body));
      expect(manifest.artifacts[made.stackName].properties.tags).toEqual(made.tags);
    }
  });

  test('says which file it cannot read', () => {
    const { status, stderr } = runApp(join(folder, 'nowhere.json'));
    expect(status).not.toBe(0);
    expect(stderr).toContain('nowhere.json cannot be read');
  });

  test('without a context file and without settings says how to write those', () => {
    const { status, stderr } = runApp();
    expect(status).toBe(1);
    expect(stderr).toContain('preview-stacks init');
  });
});
