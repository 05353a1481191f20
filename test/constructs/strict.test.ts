import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { addStacks } from '../../lib/constructs/app-context';
import { applicationInput, environmentInput, preview, production, staging } from './inputs';

/** Rules that the CDK's own validator found broken in what `build` adds, as `construct: rule`. */
function violations(build: (app: App) => void): string[] {
  const outdir = mkdtempSync(join(tmpdir(), 'preview-stacks-strict-'));
  const off = process.env.CDK_VALIDATION;
  delete process.env.CDK_VALIDATION;
  try {
    const app = new App({
      outdir,
      analyticsReporting: false,
      context: { '@aws-cdk/core:validateAgainstDefaultRules': true },
    });
    build(app);
    try {
      app.synth();
    } catch {
      // It throws when it found something; the report says what.
    }
    const report = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')) as {
      pluginReports: { violations: { ruleName: string; violatingConstructs: { constructPath: string }[] }[] }[];
    };
    return report.pluginReports.flatMap((plugin) =>
      plugin.violations.flatMap(({ ruleName, violatingConstructs }) =>
        violatingConstructs.map(({ constructPath }) => `${constructPath}: ${ruleName}`),
      ),
    );
  } finally {
    process.env.CDK_VALIDATION = off;
    rmSync(outdir, { recursive: true, force: true });
  }
}

describe("the CDK's own validator", () => {
  let found: string[];
  beforeAll(() => {
    found = violations((app) => {
      addStacks(app, {
        applications: [applicationInput(production), applicationInput(staging)],
        environments: [
          ...[production, staging, preview].map((target) => environmentInput(target)),
          environmentInput({ kind: 'preview', branch: 'http' }, { scheme: 'http' }),
          environmentInput({ kind: 'preview', branch: 'single' }, { scheme: 'http', routing: 'single-instance' }),
          environmentInput({ kind: 'preview', branch: 'bare' }, { database: 'none', fileStore: 'none' }),
        ],
      });
    });
  }, 60_000);

  it('finds nothing wrong with any template', () => {
    expect(found).toEqual([]);
  });

  it('would find what is wrong', () => {
    const wrong = violations((app) => {
      new CfnResource(new Stack(app, 'bad'), 'Bucket', { type: 'AWS::S3::Bucket', properties: { Nonsense: true } });
    });
    expect(wrong).toEqual(['bad/Bucket: F3002']);
  }, 60_000);
});
