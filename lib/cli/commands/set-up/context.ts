import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { gatherApplication } from '../../../application/gather-application';
import { gatherTemplateInput } from '../../../deploy/gather/template-input';
import { stageOf } from '../../../naming/target';
import { answer, progressOf } from '../../answer';
import type { Command, Run } from '../../command';
import { openSession } from '../../compose/open-session';
import { openPorts } from '../../compose/ports';
import { branch, target } from '../../flags';
import { chooseTarget } from '../../session';

export const command = {
  group: 'set-up',
  summary: 'write the file from which `npx cdk` makes the same stacks',
  description: 'Writes the values that `npx cdk synth|diff|deploy` needs to a file.',
  example: 'context --branch login-page',
  flags: { ...branch, ...target, '--out <file>': 'where to. Default: .preview-stacks/context.json' },
} as const satisfies Command;

/** `context`: a file from which `npx cdk` makes the same stacks as deploy does. */
export const run: Run<typeof command> = async (invocation, options) => {
  const session = await openSession(invocation, options);
  const target = await chooseTarget(session, options);
  const stage = stageOf(target);
  const settings = session.settingsOf(target);
  const ports = await openPorts(invocation, session, settings, progressOf(invocation, options));
  try {
    const [application, environment] = await Promise.all([
      gatherApplication(ports, { ...session.applicationOf(stage), repository: ports.repository.identity }),
      gatherTemplateInput(ports, { settings, root: session.root }),
    ]);
    const file = resolve(invocation.cwd, options.out ?? '.preview-stacks/context.json');
    await mkdir(dirname(file), { recursive: true });
    await writeFile(
      file,
      `${JSON.stringify({ applications: [application], environments: [environment] }, undefined, 2)}\n`,
    );
    answer(invocation, options, { file }, () => [`Written to ${relative(invocation.cwd, file)}`]);
    return 0;
  } finally {
    await ports.close();
  }
};
