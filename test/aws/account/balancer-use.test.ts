import { balancerUse } from '../../../lib/aws/account/balancer-use';
import { oddAws } from '../odd-aws';
import { type Answer, queryError } from '../odd-endpoint';

const aws = oddAws();

const arn = (kind: string, end = '') =>
  `arn:aws:elasticloadbalancing:eu-central-1:111122223333:${kind}/app/shared/50dc6c495c0c9188${end}`;
const limits = ['target-groups-per-application-load-balancer', 'rules-per-application-load-balancer'].map(
  (name) => `<member><Name>${name}</Name><Max>100</Max></member>`,
);
const rule = '<member><IsDefault>false</IsDefault></member>';
const listener = (id: string) =>
  `<member><ListenerArn>${arn('listener', `/${id}`)}</ListenerArn><Port>443</Port></member>`;

const said = (action: string, list: string, members: string): Answer => ({
  body: `<${action}Response><${action}Result><${list}>${members}</${list}></${action}Result></${action}Response>`,
});
const answers: Readonly<Record<string, Answer>> = {
  DescribeListeners: said(
    'DescribeListeners',
    'Listeners',
    listener('f2f7dc8efc522ab2') + listener('0467ef3c8400ae65'),
  ),
  DescribeAccountLimits: said('DescribeAccountLimits', 'Limits', limits.join('')),
  DescribeTargetGroups: said('DescribeTargetGroups', 'TargetGroups', '<member/>'),
};
// The codes as AWS's model of the service has them (botocore 1.43.107, elbv2: error.code of ListenerNotFoundException and its neighbours).
const noListener = queryError(400, 'ListenerNotFound', 'One or more listeners not found');
const noBalancer = queryError(400, 'LoadBalancerNotFound', `Load balancers '[${arn('loadbalancer')}]' not found`);

function reply(more: Readonly<Record<string, Answer>>, gone = ''): void {
  aws.odd.reply = ({ body }) => {
    const asked = new URLSearchParams(body);
    const action = asked.get('Action') ?? '';
    if (action === 'DescribeRules') {
      return asked.get('ListenerArn')?.endsWith(gone || 'none') ? noListener : said(action, 'Rules', rule + rule);
    }
    return { ...answers, ...more }[action];
  };
}

test('a listener that goes while the rules of its balancer are counted has none', async () => {
  reply({}, '0467ef3c8400ae65');
  expect(await balancerUse(aws.clients.balancers, arn('loadbalancer'))).toEqual({
    targetGroups: { used: 1, most: 100 },
    rules: { used: 2, most: 100 },
  });
});

test.each(['DescribeListeners', 'DescribeTargetGroups'])('a balancer that is gone at %s is none', async (action) => {
  reply({ [action]: noBalancer });
  expect(await balancerUse(aws.clients.balancers, arn('loadbalancer'))).toBeUndefined();
});

test('any other refusal is an error', async () => {
  reply({ DescribeTargetGroups: queryError(400, 'TargetGroupNotFound', 'One or more target groups not found') });
  await expect(balancerUse(aws.clients.balancers, arn('loadbalancer'))).rejects.toThrow(/DescribeTargetGroups/);
});
