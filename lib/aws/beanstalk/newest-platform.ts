import { type ElasticBeanstalkClient, ListPlatformVersionsCommand } from '@aws-sdk/client-elastic-beanstalk';
import { PreviewError } from '../../errors';
import { pages } from '../pages';
import { send } from '../send';

/** ARN of the newest version that Beanstalk recommends for a friendly name; an ARN is taken as it is. */
export async function newestPlatform(client: ElasticBeanstalkClient, platform: string): Promise<string> {
  if (platform.startsWith('arn:')) return platform;
  const branch = platformBranch(platform);
  if (branch === undefined) throw unknown(platform);
  const action = 'elasticbeanstalk:ListPlatformVersions';
  const versions = pages(action, async (from) => {
    const answer = await send(action, () =>
      client.send(
        new ListPlatformVersionsCommand({
          Filters: [
            { Type: 'PlatformBranchName', Operator: '=', Values: [branch] },
            { Type: 'PlatformLifecycleState', Operator: '=', Values: ['Recommended'] },
          ],
          NextToken: from,
        }),
      ),
    );
    return { items: answer.PlatformSummaryList ?? [], next: answer.NextToken };
  });
  let newest: { readonly arn: string; readonly version: string } | undefined;
  for await (const { PlatformArn: arn, PlatformVersion: version = '' } of versions) {
    if (arn !== undefined && (!newest || isNewer(version, newest.version))) newest = { arn, version };
  }
  if (!newest) throw unknown(platform);
  return newest.arn;
}

function isNewer(version: string, than: string): boolean {
  return version.localeCompare(than, 'en', { numeric: true }) > 0;
}

function unknown(platform: string): PreviewError {
  return new PreviewError('platform-unknown', `Beanstalk recommends no platform "${platform}" in this region`, {
    fault: 'user',
    hint: 'Name one that `aws elasticbeanstalk list-platform-branches` shows, or the ARN of a platform version.',
  });
}

/**
 * Friendly names of platforms and the branches that Beanstalk keeps them in. Beanstalk names a branch
 * `<runtime> running on 64bit Amazon Linux 2023` (ListPlatformBranches).
 */
const os = 'running on 64bit Amazon Linux 2023';

const families: Readonly<Record<string, string>> = {
  nodejs: 'Node.js',
  python: 'Python',
  ruby: 'Ruby',
  php: 'PHP',
  go: 'Go',
  corretto: 'Corretto',
  java: 'Corretto',
  dotnet: '.NET',
  tomcat: 'Tomcat',
};
/** Families of which there is one branch, whose version need not be said. */
const alone: Readonly<Record<string, string>> = { docker: `Docker ${os}`, ecs: `ECS ${os}`, go: `Go 1 ${os}` };

/** The platform branch of a friendly name such as `nodejs-22` or `tomcat-11-corretto-21`; undefined when it says nothing to us. */
export function platformBranch(platform: string): string | undefined {
  const [, family = '', version = '', corretto] = /^([a-z]+)-(\d+(?:\.\d+)?)(?:-corretto-(\d+))?$/.exec(platform) ?? [];
  const runtime = families[family];
  // Tomcat, and only it, stands on a Java of its own choice.
  if ((family === 'tomcat') !== (corretto !== undefined)) return undefined;
  const beside = corretto === undefined ? '' : ` with Corretto ${corretto}`;
  return Object.hasOwn(alone, platform) ? alone[platform] : runtime && `${runtime} ${version}${beside} ${os}`;
}
