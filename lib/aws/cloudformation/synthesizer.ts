import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { PreviewError } from '../../errors';
import { applicationNames } from '../../naming/application-names';
import { namesOf } from '../../naming/resource-names';
import { stageOf } from '../../naming/target';
import type { ApplicationInput, EnvironmentInput, Synthesizer, Template } from '../../ports/synthesizer';
import { shortBody } from './short-body';

/** Not import(): loading the CDK as an ES module takes three times as long. */
const cdk = () => require('aws-cdk-lib') as typeof import('aws-cdk-lib');
const constructs = () => require('../../constructs/app-context') as typeof import('../../constructs/app-context');

/**
 * Makes templates in this process, from the same constructs as `npx cdk`. The CDK is loaded with the first template, because
 * most commands need none.
 */
export class CdkSynthesizer implements Synthesizer {
  async environment(input: EnvironmentInput): Promise<Template> {
    return synthesize(namesOf(input.settings.project, input.target).stackName, (app) =>
      constructs().addStacks(app, { applications: [], environments: [input] }),
    );
  }

  async application(input: ApplicationInput): Promise<Template> {
    const { project, target } = input.settings;
    return synthesize(applicationNames(project, stageOf(target)).stackName, (app) =>
      constructs().addStacks(app, { applications: [input], environments: [] }),
    );
  }
}

/** A fresh folder each time, removed afterwards: the CDK leaves its own behind, and is slow in one that is not empty. */
async function synthesize(stackName: string, build: (app: App) => void): Promise<Template> {
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
    build(app);
    const { templateFullPath, tags, messages } = app.synth().getStackByName(stackName);
    const warnings = messages.flatMap(({ level, entry }) => (level === 'warning' ? [sentence(entry.data)] : []));
    return { stackName, body: shortBody(await readFile(templateFullPath, 'utf8')), tags, warnings };
  } catch (error) {
    throw error instanceof PreviewError ? error : synthFailed(stackName, error);
  } finally {
    await rm(outdir, { recursive: true, force: true });
  }
}

/** The CDK writes its id for a warning behind it. */
function sentence(data: unknown): string {
  return String(data).replace(/ \[ack: .*\]$/, '');
}

function synthFailed(stackName: string, cause: unknown): PreviewError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new PreviewError('synth-failed', `the template of ${stackName} could not be made: ${why}`, {
    fault: 'us',
    cause,
  });
}
