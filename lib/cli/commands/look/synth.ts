import { resolve } from 'node:path';
import { PreviewError } from '../../../errors';
import { stageOf } from '../../../naming/target';
import type { Template } from '../../../ports/synthesizer';
import type { Progress } from '../../../progress';
import type { ResolvedSettings } from '../../../settings/resolve';
import { harmlessJson, plain } from '../../../text/visible';
import { progressOf } from '../../answer';
import type { Command, Invocation, Run } from '../../command';
import { openSession } from '../../compose/open-session';
import { openPorts, openSynthesizer } from '../../compose/ports';
import { branch, target } from '../../flags';
import { nextTemplate } from '../../next-template';
import { madeUp, sampleApplicationInput, sampleEnvironmentInput } from '../../sample-input';
import { chooseTarget, type Session } from '../../session';

export const command = {
  group: 'look',
  summary: 'print the CloudFormation template of the next deploy',
  description:
    'Prints the CloudFormation template that deploy would send. Changes nothing. Without credentials, sample values stand for what only the account knows, and standard error says so.',
  example: 'synth --branch login-page',
  flags: {
    ...branch,
    ...target,
    '--application': 'the application stack of the stage instead',
    '--context <file>': 'take what the account offers from this file (see `context`) and ask AWS nothing',
  },
} as const satisfies Command;

/** `synth`: the template as deploy would send it; nothing is changed. */
export const run: Run<typeof command> = async (invocation, options) => {
  const session = await openSession(invocation, options);
  const target = await chooseTarget(session, options);
  const settings = session.settingsOf(options.application ? { kind: stageOf(target) } : target);
  const progress = progressOf(invocation, options);
  const template = await fromAccount(invocation, { session, settings, progress, options }).catch((error: unknown) => {
    if (!(error instanceof PreviewError && withoutAccount.includes(error.code)) || options.context !== undefined)
      throw error;
    progress.emit({ kind: 'warned', message: `${error.message}: sample values stand for ${madeUp}` });
    return options.application
      ? openSynthesizer(invocation, session).application(sampleApplicationInput(session, stageOf(target)))
      : openSynthesizer(invocation, session).environment(sampleEnvironmentInput(session, target));
  });
  for (const warning of template.warnings ?? []) invocation.terminal.err(plain(warning));
  invocation.terminal.out(harmlessJson(JSON.parse(template.body), 2));
  return 0;
};

/** The computer has no account to ask, or no repository to name. Credentials that are there and wrong are an error. */
const withoutAccount = ['credentials-missing', 'remote-missing', 'checkout-unreadable'];

interface Asked {
  readonly session: Session;
  readonly settings: ResolvedSettings;
  readonly progress: Progress;
  readonly options: { readonly application?: boolean; readonly context?: string };
}

async function fromAccount(
  invocation: Invocation,
  { session, settings, progress, options: { application, context } }: Asked,
): Promise<Template> {
  const ports = await openPorts(invocation, session, settings, progress);
  try {
    const file = context === undefined ? undefined : resolve(invocation.cwd, context);
    return await nextTemplate(ports, session, settings, { application, context: file });
  } finally {
    await ports.close();
  }
}
