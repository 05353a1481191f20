import { resolve } from 'node:path';
import { stageOf } from '../../../naming/target';
import { harmlessJson, plain } from '../../../text/visible';
import { progressOf } from '../../answer';
import type { Command, Run } from '../../command';
import { openSession } from '../../compose/open-session';
import { openPorts } from '../../compose/ports';
import { branch, target } from '../../flags';
import { nextTemplate } from '../../next-template';
import { chooseTarget } from '../../session';

export const command = {
  group: 'look',
  summary: 'print the CloudFormation template of the next deploy',
  description: 'Prints the CloudFormation template that deploy would send. Changes nothing.',
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
  const ports = await openPorts(invocation, session, settings, progressOf(invocation, options));
  try {
    const file = options.context === undefined ? undefined : resolve(invocation.cwd, options.context);
    const template = await nextTemplate(ports, session, settings, { application: options.application, context: file });
    for (const warning of template.warnings ?? []) invocation.terminal.err(plain(warning));
    invocation.terminal.out(harmlessJson(JSON.parse(template.body), 2));
    return 0;
  } finally {
    await ports.close();
  }
};
