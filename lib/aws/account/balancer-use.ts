import {
  DescribeAccountLimitsCommand,
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeTargetGroupsCommand,
  type ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { BalancerUse, Quota } from '../../ports/quotas';
import { errorName } from '../errors';
import { pages } from '../pages';
import { requireField, send } from '../send';

/** Application balancers of the account and region. */
export async function balancerQuota(client: ElasticLoadBalancingV2Client): Promise<Quota> {
  const action = 'elasticloadbalancing:DescribeLoadBalancers';
  const [limits, used] = await Promise.all([
    readLimits(client),
    count(
      pages(action, async (from) => {
        const answer = await send(action, () => client.send(new DescribeLoadBalancersCommand({ Marker: from })));
        const all = requireField(answer.LoadBalancers, 'LoadBalancers', action);
        return { items: all.filter(({ Type }) => Type === 'application'), next: answer.NextMarker };
      }),
    ),
  ]);
  return { used, most: limits('application-load-balancers') };
}

/** Target groups and rules of one balancer; undefined when there is no such balancer. */
export async function balancerUse(client: ElasticLoadBalancingV2Client, arn: string): Promise<BalancerUse | undefined> {
  const listeners = await readListeners(client, arn);
  if (listeners === undefined) return undefined;
  const [limits, targetGroups, ...rules] = await Promise.all([
    readLimits(client),
    countTargetGroups(client, arn),
    ...listeners.map((listener) => countRules(client, listener)),
  ]);
  if (targetGroups === undefined) return undefined;
  return {
    targetGroups: { used: targetGroups, most: limits('target-groups-per-application-load-balancer') },
    rules: { used: Math.max(0, ...rules), most: limits('rules-per-application-load-balancer') },
  };
}

async function readListeners(
  client: ElasticLoadBalancingV2Client,
  arn: string,
): Promise<readonly string[] | undefined> {
  const action = 'elasticloadbalancing:DescribeListeners';
  const listeners = pages(action, async (from) => {
    const command = new DescribeListenersCommand({ LoadBalancerArn: arn, Marker: from });
    const answer = await send(action, () => unlessGone('LoadBalancer', () => client.send(command)));
    return {
      items: answer ? requireField(answer.Listeners, 'Listeners', action) : [undefined],
      next: answer?.NextMarker,
    };
  });
  const found: string[] = [];
  for await (const listener of listeners) {
    if (listener === undefined) return undefined;
    found.push(requireField(listener.ListenerArn, 'ListenerArn', action));
  }
  return found;
}

/** Undefined when the balancer went since its listeners were read. */
async function countTargetGroups(client: ElasticLoadBalancingV2Client, arn: string): Promise<number | undefined> {
  const action = 'elasticloadbalancing:DescribeTargetGroups';
  let gone = false;
  const counted = await count(
    pages(action, async (from) => {
      const command = new DescribeTargetGroupsCommand({ LoadBalancerArn: arn, Marker: from });
      const answer = await send(action, () => unlessGone('LoadBalancer', () => client.send(command)));
      gone ||= answer === undefined;
      return { items: answer?.TargetGroups ?? [], next: answer?.NextMarker };
    }),
  );
  return gone ? undefined : counted;
}

/** A listener that went since it was read has none. */
function countRules(client: ElasticLoadBalancingV2Client, listenerArn: string): Promise<number> {
  const action = 'elasticloadbalancing:DescribeRules';
  return count(
    pages(action, async (from) => {
      const command = new DescribeRulesCommand({ ListenerArn: listenerArn, Marker: from });
      const answer = await send(action, () => unlessGone('Listener', () => client.send(command)));
      return { items: (answer?.Rules ?? []).filter(({ IsDefault }) => !IsDefault), next: answer?.NextMarker };
    }),
  );
}

/** Each of the three calls has such an error in AWS's model of the service (client 3.1142.0 of the SDK, `@throws`). */
async function unlessGone<T>(what: 'LoadBalancer' | 'Listener', ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (errorName(error).startsWith(`${what}NotFound`)) return undefined;
    throw error;
  }
}

async function readLimits(client: ElasticLoadBalancingV2Client): Promise<(name: string) => number> {
  const action = 'elasticloadbalancing:DescribeAccountLimits';
  const limits = new Map<string, string>();
  const listed = pages(action, async (from) => {
    const answer = await send(action, () => client.send(new DescribeAccountLimitsCommand({ Marker: from })));
    return { items: requireField(answer.Limits, 'Limits', action), next: answer.NextMarker };
  });
  for await (const { Name = '', Max = '' } of listed) limits.set(Name, Max);
  return (name) => Number(requireField(limits.get(name), name, action));
}

async function count(all: AsyncIterable<unknown>): Promise<number> {
  let number = 0;
  for await (const _ of all) number += 1;
  return number;
}
