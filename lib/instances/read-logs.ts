import { nearest } from '../naming/nearest';
import { namesOf } from '../naming/resource-names';
import { checkNamedAccount } from '../previews/check-account';
import type { LogsAnswer, LogsPorts, LogsRequest } from '../previews/list-request';
import { collect } from '../previews/listing';
import { previewOf } from '../previews/preview';

/**
 * The newest log lines of a service of a target.
 *
 * @throws PreviewError `account-wrong`
 */
export async function readLogs(ports: LogsPorts, request: LogsRequest): Promise<LogsAnswer> {
  const { project, target } = request.settings;
  const environmentName = namesOf(project, target).environmentName(request.service ?? 'web');
  await checkNamedAccount(ports.account, request.settings.values);
  const [environment, lines] = await Promise.all([
    ports.environments.find(environmentName),
    ports.environments.logs({
      environmentName,
      ...(request.limit !== undefined && { limit: request.limit }),
      ...(request.since !== undefined && { since: request.since }),
    }),
  ]);
  const exists = environment !== undefined;
  return { environmentName, exists, lines, meant: exists ? [] : await meant(ports, request) };
}

/** None when stacks cannot be listed: that the environment is not there is answer enough. */
async function meant({ stacks }: LogsPorts, { settings: { target }, owner }: LogsRequest): Promise<string[]> {
  if (owner === undefined || target.kind !== 'preview') return [];
  const { items } = await collect(stacks.list());
  const branches = items.flatMap((stack) => previewOf(stack, owner)?.branch ?? []);
  return nearest(target.branch, branches).slice(0, 3);
}
