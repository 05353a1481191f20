import { AwsError } from '../http/aws-error';
import { numberOf, recordOf, recordsOf, requiredText, textOf } from '../resource/read-property';
import type { Properties, ResourceType } from '../resource/resource-type';
import type { Elbv2State, ListenerRequest } from './balancers';

/** Its default action answers what no environment's rule fits: a fixed response's status, or 503 for any other action. */
export const elbv2Listener: ResourceType<Elbv2State> = {
  type: 'AWS::ElasticLoadBalancingV2::Listener',
  mode: 'run',
  async create({ world }, properties) {
    const arn = world.balancers.createListener(requiredText(properties, 'LoadBalancerArn'), requestFrom(properties));
    return { physicalId: arn, attributes: { ListenerArn: arn } };
  },
  async update({ world }, former, properties) {
    world.balancers.changeListener(former.physicalId, requestFrom(properties));
    return former;
  },
  async delete({ world }, former) {
    world.balancers.deleteListener(former.physicalId);
  },
};

function requestFrom(properties: Properties): ListenerRequest {
  const protocol = textOf(properties, 'Protocol') ?? 'HTTP';
  if (protocol !== 'HTTP' && protocol !== 'HTTPS') {
    throw new AwsError('ValidationError', `Listener protocol '${protocol}' must be one of 'HTTPS, HTTP'`);
  }
  const actions = recordsOf(properties, 'DefaultActions');
  const [action] = actions;
  const fixed = action && recordOf(action, 'FixedResponseConfig');
  return {
    port: numberOf(properties, 'Port') ?? (protocol === 'HTTPS' ? 443 : 80),
    protocol,
    defaultStatus: fixed ? Number(requiredText(fixed, 'StatusCode')) : 503,
    // What AWS takes for HTTPS when a template says none (ELB user guide, "Security policies", November 2026).
    sslPolicy: textOf(properties, 'SslPolicy') ?? (protocol === 'HTTPS' ? 'ELBSecurityPolicy-2016-08' : undefined),
    actions: actions.length > 0 ? actions : undefined,
    certificates: recordsOf(properties, 'Certificates').map((one) => requiredText(one, 'CertificateArn')),
  };
}
