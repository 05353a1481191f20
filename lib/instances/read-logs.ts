import { namesOf } from '../naming/resource-names';
import { checkNamedAccount } from '../previews/check-account';
import type { LogsAnswer, LogsPorts, LogsRequest } from '../previews/list-request';

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
  return { environmentName, exists: environment !== undefined, lines };
}
