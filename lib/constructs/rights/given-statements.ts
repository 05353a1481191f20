import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ownershipTagKeys } from '../../naming/ownership-tags';
import type { TargetKind } from '../../naming/target';
import type { RightStatement, RightsSettings } from '../../settings/rights/rights-settings';
import { globalArnPrefix } from './arn-prefix';
import { ofAnotherProject, stagesBeside } from './environment-patterns';
import { type IamStatement, whenEquals } from './iam-statement';

/** Whose stacks the rights are for. */
export interface GivenTo {
  readonly project: string;
  readonly kind: TargetKind;
}

/** What settings let CloudFormation's role for a kind do besides what every stack needs. @param rolePath of the roles that it may pass */
export function givenToStacks(
  scope: Construct,
  to: GivenTo & { readonly rolePath: string },
  rights: RightsSettings | undefined,
): readonly IamStatement[] {
  if (rights === undefined) return [];
  const { passRolesTo, serviceRoles } = rights;
  const iam = globalArnPrefix(scope, 'iam');
  return [
    ...given(scope, to, rights.stack),
    ...(passRolesTo.length === 0
      ? []
      : [
          {
            sid: 'GivenPass',
            because: 'Settings name the services; the roles are those of the stacks, under their boundary.',
            actions: ['iam:PassRole'],
            resources: [`${iam}role${to.rolePath}${to.project}-${to.kind}-*`],
            conditions: whenEquals('iam:PassedToService', passRolesTo),
          },
        ]),
    ...(serviceRoles.length === 0
      ? []
      : [
          {
            sid: 'GivenServiceRoles',
            because: 'An account that never used the service has no role of its; AWS defines what it may do.',
            actions: ['iam:CreateServiceLinkedRole'],
            resources: [`${iam}role/aws-service-role/*`],
            conditions: whenEquals('iam:AWSServiceName', serviceRoles),
          },
        ]),
  ];
}

/** What settings let the roles of a kind's stacks have at most besides what instances need. */
export function givenToApps(
  scope: Construct,
  to: GivenTo,
  rights: RightsSettings | undefined,
): readonly IamStatement[] {
  return rights === undefined ? [] : given(scope, to, rights.app);
}

function given(scope: Construct, to: GivenTo, rights: readonly RightStatement[]): readonly IamStatement[] {
  if (rights.length === 0) return [];
  const services = [...new Set(rights.flatMap(({ actions }) => actions.map((one) => one.replace(/:.*/, ':*'))))].sort();
  const denied = { effect: 'Deny' as const, actions: services, resources: ['*'] };
  return [
    ...rights.map(
      ({ because, actions, resources, conditions }, index): IamStatement => ({
        sid: `Given${index + 1}`,
        because,
        actions,
        resources: filled(scope, to, resources) as string[],
        ...(conditions && { conditions: filled(scope, to, conditions) as IamStatement['conditions'] & object }),
      }),
    ),
    {
      ...denied,
      sid: 'GivenNotOfStages',
      because: 'What carries the tags of a stage is none of these targets, whatever it is called.',
      conditions: whenEquals(`aws:ResourceTag/${ownershipTagKeys.target}`, stagesBeside(to.kind)),
    },
    {
      ...denied,
      sid: 'GivenNotOfOtherProjects',
      because: 'What carries the tags of another project is none of ours, though its name may go on from ours.',
      conditions: ofAnotherProject(to.project),
    },
  ];
}

/** A value of settings with what its placeholders stand for. */
function filled(scope: Construct, { project, kind }: GivenTo, value: unknown): unknown {
  const { partition, region, account } = Stack.of(scope);
  const values: Readonly<Record<string, string>> = {
    ...{ partition, region, account, project, target: kind },
    prefix: `${project}-${kind}-`,
  };
  if (typeof value === 'string') return value.replace(/\{(\w+)\}/g, (all, name: string) => values[name] ?? all);
  if (Array.isArray(value)) return value.map((one) => filled(scope, { project, kind }, one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, filled(scope, { project, kind }, inner)]),
  );
}
