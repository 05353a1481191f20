import { type TemplateChange, templateChanges } from '../../../deploy/stack/template-changes';
import { stageOf } from '../../../naming/target';
import { plain } from '../../../text/visible';
import { answer, progressOf } from '../../answer';
import type { Command, Run } from '../../command';
import { openSession } from '../../compose/open-session';
import { openPorts } from '../../compose/ports';
import { branch, target } from '../../flags';
import { nextTemplate } from '../../next-template';
import { chooseTarget } from '../../session';

export const command = {
  group: 'look',
  summary: 'show what the next deploy would change or lose',
  description:
    'Shows what the next deploy would replace, remove, update and create, and what data would be lost. Changes nothing.',
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
    const { stackName, body } = await nextTemplate(ports, session, settings, { application: options.application });
    const stack = await ports.stacks.find(stackName);
    const exists = stack !== undefined && stack.status !== 'DELETE_COMPLETE' && stack.status !== 'REVIEW_IN_PROGRESS';
    const changes = templateChanges(exists ? await ports.stacks.template(stack.id) : '{"Resources":{}}', body);
    answer(invocation, options, { stackName, exists, changes }, () => [
      ...(exists ? [] : [`There is no stack ${stackName} yet: all of it would be created.`]),
      ...(changes.length === 0 ? [`${stackName} would not change.`] : changes.flatMap(linesOf)),
    ]);
    return 0;
  } finally {
    await ports.close();
  }
};

function linesOf({ impact, logicalId, type, properties, data }: TemplateChange): string[] {
  const more = properties.length - propertiesShown;
  return [
    `${words[impact]}  ${plain(logicalId)}  ${plain(type)}`,
    ...(data === undefined ? [] : [`    ${plain(data)}`]),
    ...properties.slice(0, propertiesShown).map((name) => `    ${plain(name)}`),
    ...(more > 0 ? [`    and ${more} more`] : []),
  ];
}
