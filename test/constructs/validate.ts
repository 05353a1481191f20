import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type IPolicyValidationPlugin, Validations } from 'aws-cdk-lib';

export interface ValidateOptions {
  /** Other rules than the CDK's own. @default none */
  readonly plugin?: (app: App) => IPolicyValidationPlugin;
  /** Whether the CDK's own validator runs. @default true */
  readonly builtIn?: boolean;
}

/** Rules that validators found broken in what `build` adds, as `construct: rule`. */
export function violations(build: (app: App) => void, { plugin, builtIn = true }: ValidateOptions = {}): string[] {
  const outdir = mkdtempSync(join(tmpdir(), 'preview-stacks-strict-'));
  const off = process.env.CDK_VALIDATION;
  if (builtIn) delete process.env.CDK_VALIDATION;
  try {
    const app = new App({
      outdir,
      analyticsReporting: false,
      context: { '@aws-cdk/core:validateAgainstDefaultRules': true },
      ...(!builtIn && { builtinCloudFormationValidation: false }),
    });
    build(app);
    if (plugin) Validations.of(app).addPlugins(plugin(app));
    try {
      app.synth();
    } catch {
      // It throws when it found something; the report says what.
    }
    const report = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')) as {
      pluginReports: { violations: { ruleName: string; violatingConstructs: { constructPath: string }[] }[] }[];
    };
    return report.pluginReports.flatMap((found) =>
      found.violations.flatMap(({ ruleName, violatingConstructs }) =>
        violatingConstructs.map(({ constructPath }) => `${constructPath}: ${ruleName}`),
      ),
    );
  } finally {
    if (off !== undefined) process.env.CDK_VALIDATION = off;
    rmSync(outdir, { recursive: true, force: true });
  }
}
