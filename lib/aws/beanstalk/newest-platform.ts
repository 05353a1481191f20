import { type ElasticBeanstalkClient, ListPlatformVersionsCommand } from '@aws-sdk/client-elastic-beanstalk';
import { PreviewError } from '../../errors';
import { pages } from '../pages';
import { send } from '../send';
import { platformBranch } from './platform-branches';

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
