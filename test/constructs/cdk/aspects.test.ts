import { Aspects, CfnResource, type IAspect, RemovalPolicies, TagManager, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { Construct, IConstruct } from 'constructs';
import {
  AccessLogBucket,
  ApplicationStack,
  Database,
  EnvironmentStack,
  FileStore,
  HostName,
  PrivateBucket,
  Service,
  SharedBalancer,
  WorkerQueue,
} from '../../../lib/index';
import { applicationInput, environmentInput, staging } from '../inputs';
import { newApp, newStack, parts } from './stack';

const subnetIds = ['subnet-1', 'subnet-2'];
const network = { vpcId: 'vpc-1', instanceSubnetIds: subnetIds, publicSubnetIds: subnetIds, publicAddresses: true };
const route = { kind: 'load-balancer', scheme: 'http', cidrs: ['0.0.0.0/0'] } as const;
const web = (stack: Construct) => new Service(stack, 'Web', { ...parts, ...network, route });

/** Each public construct, with the stack in whose template it is. */
const constructs: Readonly<Record<string, () => Construct>> = {
  AccessLogBucket: () => new AccessLogBucket(newStack(), 'It', { project: 'shop' }),
  ApplicationStack: () => new ApplicationStack(newApp(), 'It', applicationInput(staging)),
  Database: () => new Database(newStack(), 'It', { vpcId: 'vpc-1', subnetIds, settings: { protect: true } }),
  EnvironmentStack: () => new EnvironmentStack(newApp(), 'It', environmentInput(staging)),
  FileStore: () => new FileStore(newStack(), 'It', { settings: { retain: true } }),
  HostName: () => {
    const service = web(newStack());
    return new HostName(service.node.scope as Construct, 'It', { host: 'shop.acme.dev', hostedZoneId: 'Z1', service });
  },
  PrivateBucket: () => new PrivateBucket(newStack(), 'It'),
  Service: () => web(newStack()),
  SharedBalancer: () =>
    new SharedBalancer(newStack(), 'It', {
      vpcId: 'vpc-1',
      subnetIds,
      cidrs: [],
      schemes: ['http'],
      certificateArns: [],
    }),
  WorkerQueue: () =>
    new WorkerQueue(newStack(), 'It', { settings: { path: '/', visibilitySeconds: 300, attempts: 5 } }),
};

const resourcesOf = (construct: Construct) => construct.node.findAll().filter(CfnResource.isCfnResource);

interface Rendered {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** What the template says of each resource of a construct. */
function rendered(construct: Construct): readonly (readonly [resource: CfnResource, template: Rendered])[] {
  const all = resourcesOf(construct);
  const { stack } = all[0] as CfnResource;
  const resources = Template.fromStack(stack).toJSON().Resources as Record<string, Rendered>;
  return all.map((resource) => [resource, resources[stack.resolve(resource.logicalId) as string] as Rendered]);
}

test('every construct that is exported is looked at here', () => {
  const exported = Object.entries(require('../../../lib/index') as Record<string, unknown>);
  const names = exported.flatMap(([name, value]) => (/^class /.test(String(value)) ? [name] : []));
  expect([...Object.keys(constructs), 'PreviewError'].sort()).toEqual(names.sort());
});

describe.each(Object.entries(constructs))('%s', (_name, build) => {
  test('hands tags of an app to each of its resources that has tags', () => {
    const construct = build();
    Tags.of(construct).add('team', 'orders');
    const tagged = rendered(construct).filter(([resource]) => TagManager.of(resource) !== undefined);
    for (const [, { Type, Properties }] of tagged) {
      expect({ Type, tags: JSON.stringify(Properties) }).toEqual({ Type, tags: expect.stringContaining('"orders"') });
    }
  });

  test('takes the removal policy of an app for each of its resources, over its own', () => {
    for (const policy of ['retain', 'destroy'] as const) {
      const construct = build();
      RemovalPolicies.of(construct)[policy]();
      const expected = policy === 'retain' ? 'Retain' : 'Delete';
      for (const [, { Type, DeletionPolicy, UpdateReplacePolicy }] of rendered(construct)) {
        expect([Type, DeletionPolicy, UpdateReplacePolicy]).toEqual([Type, expected, expected]);
      }
    }
  });

  test('is visited by aspects, which change what they find', () => {
    const construct = build();
    const seen: string[] = [];
    const marking: IAspect = {
      visit(node: IConstruct) {
        if (!CfnResource.isCfnResource(node)) return;
        seen.push(node.node.path);
        node.addMetadata('seen', true);
      },
    };
    Aspects.of(construct).add(marking);
    const all = rendered(construct);
    expect(seen.sort()).toEqual(all.map(([resource]) => resource.node.path).sort());
    for (const [, resource] of all) expect(resource).toMatchObject({ Metadata: { seen: true } });
  });
});

test('tags of an app are beside those by which cleanup finds a stack', () => {
  const stack = new EnvironmentStack(newApp(), 'It', environmentInput(staging));
  Tags.of(stack).add('team', 'orders');
  Template.fromStack(stack);
  expect(stack.tags.tagValues()).toMatchObject({
    'preview-stacks:project': 'shop',
    'preview-stacks:target': 'staging',
  });
});
