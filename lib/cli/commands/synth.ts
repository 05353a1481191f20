import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { gatherApplication, gatherEnvironment } from '../../deploy/gather-input';
import { PreviewError } from '../../errors';
import { namesOf } from '../../naming/resource-names';
import { stageOf } from '../../naming/target';
import type { ApplicationInput, EnvironmentInput } from '../../ports/synthesizer';
import type { ResolvedSettings } from '../../settings/resolve';
import { progressOf } from '../answer';
import type { Run } from '../command';
import { openWorld, type World } from '../compose';
import { anyPreview, chooseTarget, openSession, type Session, type TargetOptions } from '../session';

interface SynthOptions extends TargetOptions {
  readonly application?: boolean;
  readonly context?: string;
}

/** `synth`: the template as deploy would send it; nothing is changed. */
export const run: Run<SynthOptions> = async (invocation, options) => {
  const session = await openSession(invocation, options);
  const target = await chooseTarget(session, options);
  const settings = session.settingsOf(options.application ? { kind: stageOf(target) } : target);
  const world = await openWorld(invocation, session, settings, progressOf(invocation, options));
  try {
    const file = options.context === undefined ? undefined : resolve(invocation.cwd, options.context);
    const template = await (options.application
      ? world.synthesizer.application(await applicationInput(world, session, settings, file))
      : world.synthesizer.environment(await environmentInput(world, session, settings, file)));
    invocation.terminal.out(JSON.stringify(JSON.parse(template.body), undefined, 2));
    return 0;
  } finally {
    await world.close();
  }
};

type Input<T> = (world: World, session: Session, settings: ResolvedSettings, file: string | undefined) => Promise<T>;

const applicationInput: Input<ApplicationInput> = async (world, session, settings, file) => {
  const { kind } = settings.target;
  if (file !== undefined) {
    return found(
      (await readContext(file)).applications,
      `the application stack of ${kind}`,
      (input) => input.settings.target.kind === kind,
    );
  }
  const previewSettings = kind === 'staging' ? session.settingsOf(anyPreview) : undefined;
  return gatherApplication(world, {
    settings,
    repository: world.repository.identity,
    ...(previewSettings && { previewSettings }),
  });
};

const environmentInput: Input<EnvironmentInput> = async (world, session, settings, file) => {
  if (file === undefined) return gatherEnvironment(world, { settings, root: session.root });
  const { stackName } = namesOf(settings.project, settings.target);
  return found(
    (await readContext(file)).environments,
    stackName,
    (input) => namesOf(input.settings.project, input.target).stackName === stackName,
  );
};

interface Context {
  readonly applications: readonly ApplicationInput[];
  readonly environments: readonly EnvironmentInput[];
}

async function readContext(file: string): Promise<Context> {
  try {
    const { applications, environments } = JSON.parse(await readFile(file, 'utf8')) as Context;
    if (Array.isArray(applications) && Array.isArray(environments)) return { applications, environments };
  } catch (cause) {
    throw unreadable(file, cause);
  }
  throw unreadable(file, undefined);
}

function unreadable(file: string, cause: unknown): PreviewError {
  return new PreviewError('context-unreadable', `${file} is no file that \`preview-stacks context\` wrote`, {
    fault: 'user',
    hint: 'Write it with `preview-stacks context`.',
    cause,
  });
}

function found<T>(inputs: readonly T[], what: string, is: (input: T) => boolean): T {
  const input = inputs.find(is);
  if (input !== undefined) return input;
  throw new PreviewError('context-unreadable', `The file has no values for ${what}`, {
    fault: 'user',
    hint: 'Write it with `preview-stacks context` for the same branch or target.',
  });
}
