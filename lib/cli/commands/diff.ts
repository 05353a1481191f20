import { type TemplateChange, templateChanges } from '../../deploy/stack/template-changes';
import { stageOf } from '../../naming/target';
import { plain } from '../../text/visible';
import { answer, progressOf } from '../answer';
import type { Run } from '../command';
import { openSession } from '../compose/open-session';
import { openWorld } from '../compose/ports';
import { chooseTarget, type TargetOptions } from '../session';
import { nextTemplate } from './next-template';

interface DiffOptions extends TargetOptions {
  readonly application?: boolean;
}

const words: Readonly<Record<TemplateChange['impact'], string>> = {
  replace: 'REPLACED',
  remove: 'removed',
  'may-replace': 'perhaps REPLACED',
  update: 'updated',
  create: 'created',
};
const propertiesShown = 12;

/** `diff`: what the next deploy would do to the stack that is there; nothing is changed. */
export const run: Run<DiffOptions> = async (invocation, options) => {
  const session = await openSession(invocation, options);
  const target = await chooseTarget(session, options);
  const settings = session.settingsOf(options.application ? { kind: stageOf(target) } : target);
  const world = await openWorld(invocation, session, settings, progressOf(invocation, options));
  try {
    const { stackName, body } = await nextTemplate(world, session, settings, { application: options.application });
    const stack = await world.stacks.find(stackName);
    const exists = stack !== undefined && stack.status !== 'DELETE_COMPLETE' && stack.status !== 'REVIEW_IN_PROGRESS';
    const changes = templateChanges(exists ? await world.stacks.template(stack.id) : '{"Resources":{}}', body);
    answer(invocation, options, { stackName, exists, changes }, () => [
      ...(exists ? [] : [`There is no stack ${stackName} yet: all of it would be created.`]),
      ...(changes.length === 0 ? [`${stackName} would not change.`] : changes.flatMap(linesOf)),
    ]);
    return 0;
  } finally {
    await world.close();
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
