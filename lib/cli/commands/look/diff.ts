import { type TemplateChange, templateChanges } from '../../../deploy/stack/template-changes';
import { survivable } from '../../../errors';
import { stageOf } from '../../../naming/target';
import { shortHash } from '../../../text/short-hash';
import { plain } from '../../../text/visible';
import { answer, progressOf } from '../../answer';
import type { Command, Run } from '../../command';
import { openSession } from '../../compose/open-session';
import { openPorts } from '../../compose/ports';
import { branch, target } from '../../flags';
import { nextTemplate } from '../../next-template';
import { chooseTarget, type Session } from '../../session';

export const command = {
  group: 'look',
  summary: 'show what a deploy changes or loses besides the code',
  description:
    'Compares the templates: what the next deploy would replace, remove, update and create, and what data would be lost. The code is not compared; the last line says which commit runs and which is checked out. Changes nothing.',
  example: 'diff --target production',
  flags: {
    ...branch,
    ...target,
    '--application': 'the application stack of the stage instead',
  },
} as const satisfies Command;

const words: Readonly<Record<TemplateChange['impact'], string>> = {
  replace: 'REPLACED',
  remove: 'removed',
  'may-replace': 'perhaps REPLACED',
  update: 'updated',
  create: 'created',
};
const propertiesShown = 12;

/** `diff`: what the next deploy would do to the stack that is there; nothing is changed. */
export const run: Run<typeof command> = async (invocation, options) => {
  const session = await openSession(invocation, options);
  const target = await chooseTarget(session, options);
  const settings = session.settingsOf(options.application ? { kind: stageOf(target) } : target);
  const ports = await openPorts(invocation, session, settings, progressOf(invocation, options));
  try {
    const { stackName, body, commit } = await nextTemplate(ports, session, settings, {
      application: options.application,
    });
    const stack = await ports.stacks.find(stackName);
    const exists = stack !== undefined && stack.status !== 'DELETE_COMPLETE' && stack.status !== 'REVIEW_IN_PROGRESS';
    const changes = templateChanges(exists ? await ports.stacks.template(stack.id) : '{"Resources":{}}', body);
    const commits = exists && commit !== undefined ? await commitsOf(session, commit) : undefined;
    answer(invocation, options, { stackName, exists, changes, ...(commits && { commits }) }, () => [
      ...(exists ? [] : [`There is no stack ${stackName} yet: all of it would be created.`]),
      ...(changes.length === 0 ? [`The template of ${stackName} would not change.`] : changes.flatMap(linesOf)),
      ...(commits ? [codeLine(commits)] : []),
    ]);
    return 0;
  } finally {
    await ports.close();
  }
};

interface Commits {
  readonly running: string;
  /** @default git knows none here */
  readonly checkedOut?: string;
}

async function commitsOf({ checkout }: Session, running: string): Promise<Commits> {
  const checkedOut = await checkout.commit().catch((error: unknown) => {
    survivable(error);
    return undefined;
  });
  return { running, ...(checkedOut !== undefined && { checkedOut }) };
}

/** What no template says. */
export function codeLine({ running, checkedOut }: Commits): string {
  const said = `The code was not compared: ${shortHash(running)} runs`;
  if (checkedOut === undefined) return `${said}.`;
  if (running === checkedOut) return `${said}, and is checked out.`;
  return `${said}, and ${shortHash(checkedOut)} is checked out. A deploy of it changes the app's version, too.`;
}

function linesOf({ impact, logicalId, type, properties, data }: TemplateChange): string[] {
  const more = properties.length - propertiesShown;
  return [
    `${words[impact]}  ${plain(logicalId)}  ${plain(type)}`,
    ...(data === undefined ? [] : [`    ${plain(data)}`]),
    ...properties.slice(0, propertiesShown).map((name) => `    ${plain(name)}`),
    ...(more > 0 ? [`    and ${more} more`] : []),
  ];
}
