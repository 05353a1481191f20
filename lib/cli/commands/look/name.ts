import { PreviewError } from '../../../errors';
import { hostOf, urlOf } from '../../../naming/host';
import { ownershipTags } from '../../../naming/ownership-tags';
import { namesOf } from '../../../naming/resource-names';
import { harmlessJson, plain } from '../../../text/visible';
import { progressOf } from '../../answer';
import type { Command, Run } from '../../command';
import { openSession } from '../../compose/open-session';
import { repositoryOf } from '../../compose/ports';
import { branch, target } from '../../flags';
import { chooseTarget } from '../../session';

export const command = {
  group: 'look',
  summary: "print a branch's names on AWS: id, stack, host, tags",
  description: 'Prints what a branch is called on AWS: id, stack, environments, host, tags. Nothing of it need exist.',
  example: 'name --branch feature/login',
  flags: { ...branch, ...target },
} as const satisfies Command;

/** `name`: what a target is called on AWS. */
export const run: Run<typeof command> = async (invocation, options) => {
  const session = await openSession(invocation, options);
  const target = await chooseTarget(session, options);
  const { values, project } = session.settingsOf(target);
  const names = namesOf(project, target);
  const progress = progressOf(invocation, options);
  const repository = await repositoryOf(invocation, session, progress).catch((error: unknown) => {
    if (!(error instanceof PreviewError) || !['remote-missing', 'checkout-unreadable'].includes(error.code))
      throw error;
    progress.emit({ kind: 'warned', message: `${error.message}. The tags, which name the repository, are not shown` });
    return undefined;
  });
  const services = Object.keys(values.services);
  const host = hostOf(values, names);
  const answer = {
    target: target.kind,
    ...(target.kind === 'preview' ? { branch: target.branch } : {}),
    id: names.id,
    key: names.key,
    stack: names.stackName,
    applicationStack: names.applicationStackName,
    application: names.applicationName,
    environments: Object.fromEntries(services.map((service) => [service, names.environmentName(service)])),
    host,
    url: urlOf({ ...values, host }),
    ...(repository && { tags: ownershipTags({ project, repository: repository.identity, target }) }),
  };
  if (options.json) {
    invocation.terminal.out(harmlessJson(answer, 2));
    return 0;
  }
  const lines = Object.entries(answer).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[key, value] as const]
      : Object.entries(value).map(([name, inner]) => [`${key}.${name}`, inner] as const),
  );
  const width = Math.max(...lines.map(([key]) => key.length));
  for (const [key, value] of lines) invocation.terminal.out(`${key.padEnd(width)}  ${plain(value)}`);
  return 0;
};
