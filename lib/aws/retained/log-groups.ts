import { type CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { pages } from '../pages';
import { send } from '../send';

/** Names of the log groups that start so. */
export async function* logGroups(client: CloudWatchLogsClient, prefix: string): AsyncIterable<string> {
  const action = 'logs:DescribeLogGroups';
  yield* pages(action, async (from) => {
    const command = new DescribeLogGroupsCommand({ logGroupNamePrefix: prefix, nextToken: from });
    const answer = await send(action, () => client.send(command));
    const items = (answer.logGroups ?? []).flatMap(({ logGroupName }) => (logGroupName ? [logGroupName] : []));
    return { items, next: answer.nextToken };
  });
}
