import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import type { EnvironmentStack } from '../../constructs/environment-stack';
import { PreviewError } from '../../errors';
import { applicationNames } from '../../naming/application-names';
import { namesOf } from '../../naming/resource-names';
import { stageOf } from '../../naming/target';
import type { Extensions, RunExtension } from '../../ports/extensions';
import type { ApplicationInput, EnvironmentInput, Synthesizer, Template, TemplateAsset } from '../../ports/synthesizer';
import { shortBody } from './short-body';

/** Not import(): loading the CDK as an ES module takes three times as long. */
const cdk = () => require('aws-cdk-lib') as typeof import('aws-cdk-lib');
const constructs = () => require('../../constructs/app-context') as typeof import('../../constructs/app-context');

/**
 * Makes templates in this process, from the same constructs as `npx cdk`. The CDK is loaded with the first template, because
 * most commands need none.
 */
export class CdkSynthesizer implements Synthesizer {
  /** @param extensions where those are that settings name. @default nowhere: settings that name one are refused */
  constructor(private readonly extensions?: Extensions) {}

  async environment(input: EnvironmentInput, keep?: Keep): Promise<Template> {
    const { project, extend } = input.settings;
    const extensions = await this.load(extend);
    const { stackName } = namesOf(project, input.target);
    return synthesize({ stackName, extend, keep }, (app) =>
      constructs().synthesizeStacks(app, { applications: [], environments: [input] }, extensions),
    );
  }

  async application(input: ApplicationInput): Promise<Template> {
    const { project, target } = input.settings;
    return synthesize({ stackName: applicationNames(project, stageOf(target)).stackName }, (app) =>
      constructs().synthesizeStacks(app, { applications: [input], environments: [] }, new Map()),
    );
  }

  private async load(path: string | undefined): Promise<ReadonlyMap<string, RunExtension>> {
    if (path === undefined) return new Map();
    if (this.extensions !== undefined) return new Map([[path, await this.extensions.load(path)]]);
    throw new PreviewError('extension-missing', `nothing says where ${path} is`, { fault: 'us' });
  }
}

type Keep = (asset: TemplateAsset) => Promise<void>;

/** A fresh folder each time, removed afterwards: the CDK leaves its own behind, and is slow in one that is not empty. */
async function synthesize(
  made: { readonly stackName: string; readonly extend?: string | undefined; readonly keep?: Keep | undefined },
  build: (app: App) => CloudAssembly,
): Promise<Template> {
  const { stackName } = made;
  const { App } = cdk();
  const outdir = await mkdtemp(join(tmpdir(), 'preview-stacks-synth-'));
  try {
    // The CDK's validator takes seconds and finds only what our own tests have found before.
    const app = new App({
      outdir,
      analyticsReporting: false,
      builtinCloudFormationValidation: false,
      treeMetadata: false,
    });
    const { templateFullPath, tags, messages } = build(app).getStackByName(stackName);
    const refusal = messages.find(({ level }) => level === 'error');
    if (refusal) throw synthFailed(made, sentence(refusal.entry.data));
    const warnings = messages.flatMap(({ level, entry }) => (level === 'warning' ? [sentence(entry.data)] : []));
    const body = shortBody(await readFile(templateFullPath, 'utf8'));
    // One after the other: each may be large.
    const { assets = [] } = app.node.findChild(stackName) as Partial<Pick<EnvironmentStack, 'assets'>>;
    for (const asset of assets) await made.keep?.(asset);
    return { stackName, body, tags, warnings };
  } catch (error) {
    throw error instanceof PreviewError ? error : synthFailed(made, error);
  } finally {
    await rm(outdir, { recursive: true, force: true });
  }
}

/** The CDK writes its id for a warning behind it. */
function sentence(data: unknown): string {
  return String(data).replace(/ \[ack: .*\]$/, '');
}

function synthFailed({ stackName, extend }: Parameters<typeof synthesize>[0], cause: unknown): PreviewError {
  const why = cause instanceof Error ? cause.message : String(cause);
  if (extend !== undefined) {
    return new PreviewError(
      'extension-failed',
      `the template of ${stackName} with ${extend} could not be made: ${why}`,
      {
        fault: 'user',
        hint: 'Fix what the extension adds: `preview-stacks synth` makes the template alone.',
        cause,
      },
    );
  }
  return new PreviewError('synth-failed', `the template of ${stackName} could not be made: ${why}`, {
    fault: 'us',
    cause,
  });
}
