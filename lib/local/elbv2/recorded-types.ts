import { randomLetters } from '../resource/random-letters';
import { numberOf, recordsOf, requiredText, textOf } from '../resource/read-property';
import { recordedType } from '../resource/recorded-type';
import type { Properties, ResourceContext, ResourceType } from '../resource/resource-type';
import type { Elbv2State, TemplateRule } from './balancers';
import { elbName } from './elb-name';
import { shownSettings } from './target-groups-of';

/** Environments behind a shared balancer get their rules from Beanstalk; a rule of a template's own is listed and routes nothing here. */
export const elbv2ListenerRule: ResourceType<Elbv2State> = {
  ...recordedType('AWS::ElasticLoadBalancingV2::ListenerRule', ({ world }: ResourceContext<Elbv2State>, properties) => {
    const listener = requiredText(properties, 'ListenerArn');
    const arn = `${listener.replace(':listener/', ':listener-rule/')}/${randomLetters(16, '0123456789abcdef')}`;
    world.balancers.putTemplateRule(ruleOf(arn, listener, properties));
    return { physicalId: arn, attributes: { RuleArn: arn, IsDefault: 'false' } };
  }),
  async update({ world }, former, properties) {
    world.balancers.putTemplateRule(ruleOf(former.physicalId, requiredText(properties, 'ListenerArn'), properties));
    return former;
  },
  async delete({ world }, former) {
    world.balancers.removeTemplateRule(former.physicalId);
  },
};

function ruleOf(arn: string, listenerArn: string, properties: Properties): TemplateRule {
  return {
    ...{ arn, listenerArn, priority: numberOf(properties, 'Priority') ?? 1 },
    conditions: recordsOf(properties, 'Conditions'),
    actions: recordsOf(properties, 'Actions'),
  };
}

export const elbv2ListenerCertificate = recordedType(
  'AWS::ElasticLoadBalancingV2::ListenerCertificate',
  (context, properties) => {
    const id = `${requiredText(properties, 'ListenerArn')}|${context.logicalId}`;
    return { physicalId: id, attributes: { Id: id } };
  },
);

/** Listed by DescribeTargetGroups; it has no targets. */
export const elbv2TargetGroup: ResourceType<Elbv2State> = {
  ...recordedType('AWS::ElasticLoadBalancingV2::TargetGroup', (context: ResourceContext<Elbv2State>, properties) => {
    const { world, region, tags } = context;
    const name = textOf(properties, 'Name') ?? elbName(context);
    const { arn, fullName } = world.balancers.addTargetGroup(name, region, tags, settingsOf(properties));
    return {
      physicalId: arn,
      attributes: { TargetGroupArn: arn, TargetGroupName: name, TargetGroupFullName: fullName, LoadBalancerArns: [] },
    };
  }),
  nameProperty: 'Name',
  async update({ world, tags }, former, properties) {
    world.balancers.changeTargetGroup(former.physicalId, { tags, settings: settingsOf(properties) });
    return former;
  },
  async delete({ world }, former) {
    world.balancers.removeTargetGroup(former.physicalId);
  },
};

function settingsOf(properties: Properties): Properties {
  return Object.fromEntries(
    shownSettings.map((name) => [name, properties[name]]).filter(([, value]) => value !== undefined),
  );
}
