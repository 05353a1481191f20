import { readFile } from 'node:fs/promises';
import { gatherApplication } from '../application/gather-application';
import { gatherTemplateInput } from '../deploy/gather/template-input';
import { PreviewError } from '../errors';
import { namesOf } from '../naming/resource-names';
import { stageOf } from '../naming/target';
import type { ApplicationInput, EnvironmentInput, Template } from '../ports/synthesizer';
import type { ResolvedSettings } from '../settings/resolve';
import type { Ports } from './compose/ports';
import type { Session } from './session';

export interface NextTemplate extends Template {
  /** Full SHA of the commit that it is made for: the one that runs, where one does. @default an application stack has none */
  readonly commit?: string;
}

/** The template that the next deploy of a target would send, or of the application stack of its stage; nothing is changed. */
export async function nextTemplate(
  ports: Ports,
  session: Session,
  settings: ResolvedSettings,
  options: {
    readonly application?: boolean | undefined;
    /** The values, from a file that `context` wrote. @default gathered from AWS */
    readonly context?: string | undefined;
  },
): Promise<NextTemplate> {
  if (options.application) {
    return ports.synthesizer.application(await applicationInput(ports, session, settings, options.context));
  }
  const input = await environmentInput(ports, session, settings, options.context);
  return { ...(await ports.synthesizer.environment(input)), commit: input.commit };
}

type Input<T> = (ports: Ports, session: Session, settings: ResolvedSettings, file: string | undefined) => Promise<T>;

const applicationInput: Input<ApplicationInput> = async (ports, session, settings, file) => {
  const { kind } = settings.target;
  if (file !== undefined) {
    return found(
      (await readContext(file)).applications,
      `the application stack of ${kind}`,
      (input) => input.settings.target.kind === kind,
    );
  }
  return gatherApplication(ports, {
    ...session.applicationOf(stageOf(settings.target)),
    repository: ports.repository.identity,
  });
};

const environmentInput: Input<EnvironmentInput> = async (ports, session, settings, file) => {
  if (file === undefined) return gatherTemplateInput(ports, { settings, root: session.root });
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
