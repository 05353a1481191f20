import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { gatherApplication } from '../../../application/gather-application';
import { gatherTemplateInput } from '../../../deploy/gather/template-input';
import { stageOf } from '../../../naming/target';
import { shellWord } from '../../../text/shell-word';
import { plain } from '../../../text/visible';
import { answer, progressOf } from '../../answer';
import type { Command, Run } from '../../command';
import { openSession } from '../../compose/open-session';
import { openPorts } from '../../compose/ports';
import { branch, target } from '../../flags';
import { chooseTarget } from '../../session';

const usualFile = '.preview-stacks/context.json';

export const command = {
  group: 'set-up',
  summary: 'write the file from which `npx cdk` makes the same stacks',
  description:
    'Writes the values that `npx cdk synth|diff|deploy` needs to a file, and prints the command that reads it: cdk needs the app of this package in `--app`.',
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
    const file = resolve(invocation.cwd, options.out ?? usualFile);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(
      file,
      `${JSON.stringify({ applications: [application], environments: [environment] }, undefined, 2)}\n`,
    );
    const written = relative(invocation.cwd, file);
    answer(invocation, options, { file }, () => [
      `Written to ${plain(written)}`,
      `Next: ${plain(cdkCommand(written))}`,
    ]);
    return 0;
  } finally {
    await ports.close();
  }
};

/** The package has no `cdk.json`, which cdk looks for in the working folder only: the app has to be named. */
export function cdkCommand(file: string): string {
  const app = 'npx cdk synth --app "node node_modules/preview-stacks/dist/bin/app.js"';
  return file === usualFile ? app : `${app} -c ${shellWord(`stacks=${file}`)}`;
}
