import { namesOf } from '../naming/resource-names';
import type { LogQuery } from '../ports/environments';
import { checkNamedAccount } from '../previews/check-account';
import type { LoggedService, LogsAnswer, LogsPorts, LogsRequest, ServiceLine } from '../previews/list-request';
import { branchesMeant } from '../previews/where/branches-meant';

/**
 * The newest log lines of a service of a target, or of all its services.
 *
 * @throws PreviewError `account-wrong`
 */
export async function readLogs(ports: LogsPorts, request: LogsRequest): Promise<LogsAnswer> {
  const { limit = 100, since, instance } = request;
  await checkNamedAccount(ports.account, request.settings.values);
  const named = request.all ? await allServices(ports, request) : [serviceOf(request, request.service ?? 'web')];
  const [found, lines] = await Promise.all([
    Promise.all(named.map(({ environmentName }) => ports.environments.find(environmentName))),
    linesOf(ports, named, { limit, since, instance }),
  ]);
  const services = named.map((one, index) => ({ ...one, exists: found[index] !== undefined }));
  const exists = services.some((one) => one.exists);
  return {
    environmentName: named[0]?.environmentName ?? '',
    ...{ exists, services },
    lines: lines.slice(-limit),
    meant: exists ? [] : await branchesMeant(ports.stacks, request.settings.target, request.owner),
  };
}

type Named = Omit<LoggedService, 'exists'>;

/** Lines of these services, oldest first. */
export async function linesOf(
  { environments }: Pick<LogsPorts, 'environments'>,
  services: readonly Named[],
  { limit, since, instance }: { [Key in 'limit' | 'since' | 'instance']: LogQuery[Key] | undefined },
): Promise<ServiceLine[]> {
  const query = {
    ...(limit !== undefined && { limit }),
    ...(since !== undefined && { since }),
    ...(instance !== undefined && { instance }),
  };
  const each = await Promise.all(
    services.map(async ({ service, environmentName }) => {
      const lines = await environments.logs({ environmentName, ...query });
      return lines.map((line) => ({ service, ...line }));
    }),
  );
  return each.flat().sort((one, other) => one.at.getTime() - other.at.getTime());
}

function serviceOf({ settings: { project, target } }: LogsRequest, service: string): Named {
  return { service, environmentName: namesOf(project, target).environmentName(service) };
}

/** Those of the settings, and those that the stack of another checkout has besides. */
async function allServices({ stacks }: LogsPorts, request: LogsRequest): Promise<Named[]> {
  const { project, target, values } = request.settings;
  const names = namesOf(project, target);
  const outputs = (await stacks.find(names.stackName))?.outputs ?? {};
  const prefix = names.environmentName('');
  const deployed = Object.values(outputs).flatMap((value) =>
    value.startsWith(prefix) ? [value.slice(prefix.length)] : [],
  );
  return [...new Set([...Object.keys(values.services), ...deployed])].map((service) => serviceOf(request, service));
}
