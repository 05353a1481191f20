import { partitionOf } from '../naming/partition';
import { namesOf } from '../naming/resource-names';
import type { ResolvedSettings } from '../settings/resolve';

/** Where readers of an announcement find more. */
export interface Links {
  /** Address of a commit, without its hash at the end. @default the repository is not on GitHub */
  readonly commits?: string;
  /** The app's logs in the console of AWS. @default there is no console: an embedded endpoint */
  readonly logs?: string;
}

/**
 * @param where `web`: address of the GitHub that people see, undefined without a repository there; `isAws`: whether AWS answers, and no endpoint in its place
 */
export function linksOf(
  settings: ResolvedSettings,
  { web, isAws }: { readonly web: string | undefined; readonly isAws: boolean },
): Links {
  const { github } = settings;
  const logs = isAws ? consoleOfLogs(settings) : undefined;
  return {
    ...(github !== undefined && web !== undefined && { commits: `${web}/${github}/commit/` }),
    ...(logs !== undefined && { logs }),
  };
}

/** What the names of the console's hosts end with. */
const consoles: Readonly<Record<string, string>> = {
  aws: 'aws.amazon.com',
  'aws-cn': 'amazonaws.cn',
  'aws-us-gov': 'amazonaws-us-gov.com',
};

/**
 * All log groups of a service, the main one by default: which of them the app writes to is its platform's matter. `eb logs` of AWS prints the same place
 * (Developer Guide, "eb logs": `#logs:prefix=/aws/elasticbeanstalk/<environment>/`); this is how the console has written it since, as docs of AWS's own
 * repositories do (awslabs/data-on-eks, read in November 2026): the name encoded twice, `%` as `$`.
 */
export function consoleOfLogs(
  { project, target, values: { region } }: ResolvedSettings,
  service = 'web',
): string | undefined {
  const domain = consoles[partitionOf(region).partition];
  if (domain === undefined) return undefined;
  const prefix = `/aws/elasticbeanstalk/${namesOf(project, target).environmentName(service)}/`;
  const name = encodeURIComponent(encodeURIComponent(prefix)).replaceAll('%', '$');
  const host = [region, 'console', domain].join('.');
  return `https://${host}/cloudwatch/home?region=${region}#logsV2:log-groups$3FlogGroupNameFilter$3D${name}`;
}
