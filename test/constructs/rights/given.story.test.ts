import { App, Stack } from 'aws-cdk-lib';
import { ENABLE_PARTITION_LITERALS } from 'aws-cdk-lib/cx-api';
import { givenToApps, givenToStacks } from '../../../lib/constructs/rights/given-statements';
import { applicationOutputs } from '../../../lib/facts/application-outputs';
import { writeRights } from '../../../lib/facts/rights-marks';
import type { Target, TargetKind } from '../../../lib/naming/target';
import { refusedAction } from '../../../lib/settings/check/rights/refused-actions';
import { refusedResource } from '../../../lib/settings/check/rights/refused-resource';
import { rightsFor } from '../../../lib/settings/rights/rights-for';
import type { RightStatement, RightsSettings } from '../../../lib/settings/rights/rights-settings';
import { applicationInput, production, staging } from '../inputs';
import { applicationTemplate, type Template } from '../template';
import { attacks } from './attacks/rows';
import { isOpened } from './attacks/rows/given';
import { account, theWorld, type World } from './attacks/world';
import { may, type Statement } from './ci-calls/may';

const all = rightsFor('redis', 'lambda', 'topic', 'table');
const nothing: RightsSettings = { stack: [], app: [], passRolesTo: [], serviceRoles: [] };

const tags = (key: string) => ({
  StringEquals: {
    [`aws:${key}/preview-stacks:project`]: '{project}',
    [`aws:${key}/preview-stacks:target`]: '{target}',
  },
});

/** Statements by which somebody might try to allow one call. */
function attempts(kind: TargetKind, action: string, resource: string): readonly RightStatement[] {
  const portable = resource
    .replace(/^arn:aws:/, 'arn:{partition}:')
    .replace(':eu-central-1:', ':{region}:')
    .replace(`:${account}:`, ':{account}:');
  const named = portable.replace(`shop-${kind}-`, '{prefix}');
  const resources = [
    resource,
    portable,
    named,
    named.replace(/(?<=\{prefix\}).*$/, '*'),
    portable.replace(/[^:/]*$/, '*'),
    '*',
  ];
  const actions = [action, action.replace(/(?<=:[A-Z][a-z]+)[A-Z].*$/, '*'), action.replace(/:.*/, ':*')];
  return [...new Set(resources)].flatMap((one) =>
    [...new Set(actions)].flatMap((call) =>
      [{}, { conditions: tags('ResourceTag') }, { conditions: tags('RequestTag') }].map((rest) => ({
        because: 'x',
        actions: [call],
        resources: [one],
        ...rest,
      })),
    ),
  );
}

const isTaken = (list: 'stack' | 'app', statement: RightStatement) =>
  statement.actions.every((one) => refusedAction(list, one) === undefined) &&
  statement.resources.every((one) => refusedResource(list, statement, one) === undefined);

let world: World;
beforeAll(async () => {
  world = await theWorld();
});

const holders: readonly (readonly [list: 'stack' | 'app', holder: string])[] = [
  ['stack', 'cloudformation'],
  ['app', 'boundary'],
];

test.each(holders)('no statement of rights.%s that settings take allows what a row denies (%s)', (list, suffix) => {
  const scope = new Stack(new App(), 'x', { env: { account, region: 'eu-central-1' } });
  scope.node.setContext(ENABLE_PARTITION_LITERALS, true);
  const answered = new Map<string, boolean>();
  const open: string[] = [];
  let tried = 0;
  for (const kind of ['preview', 'staging', 'production'] as const) {
    const holder = `shop-${kind}-${suffix}`;
    const policies = world.holders.get(holder)?.policies.flatMap((name) => world.policies.get(name) ?? []) ?? [];
    expect(policies.length).toBeGreaterThan(5);
    for (const row of attacks.flatMap(({ rows }) => rows)) {
      if (row.role !== holder || row.wanted !== 'denied' || row.policy !== undefined || isOpened(row)) continue;
      for (const statement of attempts(kind, row.action, row.resource)) {
        const key = `${list} ${JSON.stringify(statement)}`;
        const taken = answered.get(key) ?? isTaken(list, statement);
        answered.set(key, taken);
        tried += 1;
        if (!taken) continue;
        const rights = { ...nothing, [list]: [statement] };
        const made =
          list === 'stack'
            ? givenToStacks(scope, { project: 'shop', kind, rolePath: '/x/' }, rights)
            : givenToApps(scope, { project: 'shop', kind }, rights);
        const statements = made.map(
          ({ sid, effect = 'Allow', actions, resources, conditions }): Statement => ({
            ...{ Sid: sid, Effect: effect, Action: actions, Resource: resources },
            ...(conditions && { Condition: conditions }),
          }),
        );
        if (may([...policies, ...statements], row))
          open.push(`${kind} ${row.action} ${row.resource} ${JSON.stringify([row.context, statement])}`);
      }
    }
  }
  expect(tried).toBeGreaterThan(1000);
  expect([...answered.values()].filter(Boolean).length).toBeGreaterThan(20);
  expect(open).toEqual([]);
});

describe('an application stack with rights', () => {
  const withRights = (target: Target, rights: Partial<RightsSettings>) =>
    applicationTemplate(applicationInput(target, { rights }));
  const givenIn = ({ resources }: Template, id: string) => {
    const document = resources[id]?.Properties.PolicyDocument as { Statement: { Sid: string }[] } | undefined;
    return Object.fromEntries(
      (document?.Statement ?? []).filter(({ Sid }) => Sid.startsWith('Given')).map((one) => [one.Sid, one]),
    );
  };
  const idOf = (template: Template, beginning: string) =>
    template.ids('AWS::IAM::ManagedPolicy').find((id) => id.startsWith(beginning)) ?? '';

  test('has each statement for previews and for the stage, by the names of each', async () => {
    const template = await withRights(staging, rightsFor('topic'));
    for (const [id, kind] of [
      ['PreviewCloudFormationGiven', 'preview'],
      ['CloudFormationGiven', 'staging'],
    ] as const) {
      expect(givenIn(template, idOf(template, id)).Given1).toMatchObject({
        Effect: 'Allow',
        Action: rightsFor('topic').stack[0]?.actions,
        Resource: [`arn:aws:sns:eu-central-1:111122223333:shop-${kind}-*`],
      });
    }
    expect(givenIn(template, idOf(template, 'PreviewBoundaryPolicy')).Given1).toMatchObject({
      Action: ['sns:Publish'],
      Resource: ['arn:aws:sns:eu-central-1:111122223333:shop-preview-*'],
    });
  });

  test('fills in what conditions name', async () => {
    const template = await withRights(production, rightsFor('lambda'));
    const { Given2, Given3, GivenPass } = givenIn(template, idOf(template, 'CloudFormationGiven'));
    expect([Given2, Given3, GivenPass]).toMatchObject([
      {
        Condition: {
          ArnLike: { 'lambda:FunctionArn': 'arn:aws:lambda:eu-central-1:444455556666:function:shop-production-*' },
        },
      },
      {
        Condition: {
          StringEquals: {
            'aws:RequestTag/preview-stacks:project': 'shop',
            'aws:RequestTag/preview-stacks:target': 'production',
          },
        },
      },
      {
        Resource: ['arn:aws:iam::444455556666:role/shop-production/shop-production-*'],
        Condition: { StringEquals: { 'iam:PassedToService': ['lambda.amazonaws.com'] } },
      },
    ]);
    expect(JSON.stringify(template.resources)).not.toMatch(/[^$]\{(prefix|region|account|project|target|partition)\}/);
  });

  test('has no policy for a list that is empty, and is as without rights when all are', async () => {
    expect((await withRights(staging, nothing)).body).toBe((await applicationTemplate(applicationInput(staging))).body);
    const onlyApp = await withRights(staging, { app: rightsFor('topic').app });
    expect(idOf(onlyApp, 'PreviewCloudFormationGiven')).toBe('');
    expect(Object.keys(givenIn(onlyApp, idOf(onlyApp, 'BoundaryPolicy')))).toContain('Given1');
  });

  test('says in its outputs what it was given', async () => {
    const { outputs } = await withRights(staging, rightsFor('redis'));
    expect(outputs[applicationOutputs.rights]).toEqual({ Value: writeRights(rightsFor('redis')) });
    expect(outputs[applicationOutputs.previewRights]).toEqual({ Value: writeRights(rightsFor('redis')) });
  });

  test('holds all ready rights in policies that IAM takes', async () => {
    const template = await withRights(staging, all);
    const lengths = template
      .all('AWS::IAM::ManagedPolicy')
      .map(({ Properties }) => JSON.stringify(Properties.PolicyDocument).length);
    expect(Math.max(...lengths)).toBeLessThan(6144);
  });

  test.each(['stack', 'app'] as const)('is refused when rights.%s are longer than IAM takes', async (list) => {
    const [one] = rightsFor('topic').app;
    const many = Array.from({ length: 60 }, (_, index) => ({
      ...{ because: 'x', actions: [`sns:Action${index}`], resources: one?.resources ?? [] },
    }));
    await expect(withRights(staging, { [list]: many })).rejects.toMatchObject({
      code: 'policy-too-long',
      fault: 'user',
      hint: 'IAM takes 6144: shorten rights.',
    });
  });
});
