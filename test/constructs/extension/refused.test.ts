import { Annotations, CfnResource, NestedStack, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { ApplicationLoadBalancer, CfnTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogRetention, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnDBInstance } from 'aws-cdk-lib/aws-rds';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { PreviewError } from '../../../lib/errors';
import type { Extension } from '../../../lib/index';
import { preview, production, staging } from '../inputs';
import { synthesized } from './extended';

async function refusal(extension: Extension, target = preview as Parameters<typeof synthesized>[1]) {
  const error = await synthesized(extension, target).then(
    () => new Error('it was not refused'),
    (thrown: PreviewError) => thrown,
  );
  const { code, fault, faults = [], message, hint } = error as Partial<PreviewError>;
  return { code, fault, message, hint, faults };
}

describe('what would outlive a preview is refused:', () => {
  const kept: Readonly<Record<string, Extension>> = {
    'a bucket of the CDK, which keeps it by default': ({ stack }) => void new Bucket(stack, 'Kept'),
    'a policy of RetainExceptOnCreate': ({ stack }) =>
      void new Queue(stack, 'Kept', { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE }),
    'a snapshot': ({ stack }) =>
      new CfnReplicationGroup(stack, 'Kept', {
        replicationGroupDescription: 'The sessions',
        replicationGroupId: 'shop-preview-cache',
      }).applyRemovalPolicy(RemovalPolicy.SNAPSHOT),
    'a database that says nothing, of which CloudFormation keeps a snapshot': ({ stack }) =>
      void new CfnDBInstance(stack, 'Kept', { dbInstanceClass: 'db.t4g.micro', engine: 'postgres' }),
    'what is kept when it is replaced': ({ stack }) =>
      new CfnResource(stack, 'Kept', { type: 'AWS::SQS::Queue' }).addOverride('UpdateReplacePolicy', 'Retain'),
  };
  test.each(Object.entries(kept))('%s', async (_, extension) => {
    const { code, faults } = await refusal(extension);
    expect(code).toBe('extension-refused');
    expect(faults).toEqual([
      {
        path: expect.stringMatching(/Kept.* \(AWS::\w+::\w+\)$/),
        message: expect.stringContaining('would outlive the preview'),
        hint: expect.stringContaining('removalPolicy: RemovalPolicy.DESTROY'),
      },
    ]);
  });

  test('with a word about autoDeleteObjects for a bucket', async () => {
    const { faults } = await refusal(({ stack }) => void new Bucket(stack, 'Kept'));
    expect(faults[0]?.path).toMatch(/^shop-preview-feature-login-[0-9a-f]{8}\/Kept\/Resource \(AWS::S3::Bucket\)$/);
    expect(faults[0]?.hint).toContain('cleanup empties the bucket');
  });

  test('what sets the retention of a log group by a function, in a preview alone', async () => {
    const extension: Extension = ({ stack }) =>
      void new LogRetention(stack, 'Kept', { logGroupName: '/shop/logs', retention: RetentionDays.ONE_WEEK });
    const { faults } = await refusal(extension);
    expect(faults.map(({ message, hint }) => [message, hint])).toEqual([
      [expect.stringContaining('would leave a log group behind'), expect.stringContaining('new LogGroup(')],
    ]);
    await expect(synthesized(extension, staging)).resolves.toBeDefined();
  });

  test('a bucket of ours that the extension makes outlive it', async () => {
    const { faults } = await refusal(({ fileStore }) => fileStore?.bucket.applyRemovalPolicy(RemovalPolicy.RETAIN));
    expect(faults.map(({ path }) => path)).toEqual([expect.stringContaining('FileStore')]);
  });

  test('and what our own constructs keep by the settings is not', async () => {
    const made = synthesized(() => undefined, preview, { database: { protect: true } });
    await expect(made).resolves.toMatchObject({ stackName: expect.any(String) });
  });
});

describe('names are refused', () => {
  test('that are missing where the one made up would lose the start of the stack', async () => {
    const { faults } = await refusal(({ stack }) => {
      new CfnReplicationGroup(stack, 'Cache', { replicationGroupDescription: 'The sessions' });
      new CfnTargetGroup(stack, 'Group', {});
    }, staging);
    expect(faults.map(({ hint }) => hint)).toEqual([
      "Write replicationGroupId: name('…').",
      "Write targetGroupName: name('…').",
    ]);
    expect(faults[0]?.message).toBe('has no ReplicationGroupId: the one made up would lose shop-staging-');
  });

  test('that another target would claim, too', async () => {
    const { faults } = await refusal(({ stack }) => {
      new Queue(stack, 'Jobs', { queueName: 'jobs' });
      new Bucket(stack, 'Exports', { bucketName: 'shop-production-exports', removalPolicy: RemovalPolicy.DESTROY });
    });
    expect(faults.map(({ message }) => message)).toEqual([
      'QueueName is "jobs" and does not begin with shop-preview-',
      'BucketName is "shop-production-exports" and does not begin with shop-preview-',
    ]);
    expect(faults[0]?.hint).toBe("Write queueName: name('…').");
  });

  test.each(['', 'Cache', '-cache', 'a--b', 'a_b', 'cache-'])('for the label %j', async (label) => {
    expect(await refusal(({ name }) => name(label))).toMatchObject({ code: 'extension-name-invalid', fault: 'user' });
  });
});

describe('roles are refused', () => {
  test('with a path or a boundary of their own, in every target', async () => {
    const { faults } = await refusal(({ stack }) => {
      new Role(stack, 'Reader', {
        assumedBy: new ServicePrincipal('ec2.amazonaws.com'),
        path: '/admins/',
        permissionsBoundary: ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess'),
      });
    }, production);
    expect(faults.map(({ hint }) => hint)).toEqual([
      'Leave path out: it becomes /shop-production/.',
      'Leave permissionsBoundary out: it becomes arn:aws:iam::444455556666:policy/shop-production-boundary.',
    ]);
  });
});

describe('look-ups and images are refused where they are written:', () => {
  test.each<[string, Extension, string]>([
    ['a VPC', ({ stack }) => void Vpc.fromLookup(stack, 'Vpc', { isDefault: true }), 'Vpc.fromVpcAttributes'],
    ['a parameter', ({ stack }) => void StringParameter.valueFromLookup(stack, '/shop/key'), 'valueForStringParameter'],
  ])('%s that is looked up', async (_, extension, instead) => {
    expect(await refusal(extension)).toMatchObject({
      code: 'extension-look-up',
      hint: expect.stringContaining(instead),
    });
  });

  test('an image that would be built', async () => {
    const image = ({ stack }: { readonly stack: Stack }) =>
      void stack.synthesizer.addDockerImageAsset({ sourceHash: 'a', directoryName: '.' });
    expect(await refusal(image)).toMatchObject({ code: 'extension-asset', hint: expect.stringContaining('digest') });
  });
});

describe('the stack stays ours:', () => {
  test.each<[string, Extension, string]>([
    [
      'a tag that is taken away',
      ({ stack }) => stack.tags.removeTag('preview-stacks:project', 1000),
      'preview-stacks:project',
    ],
    [
      'a tag that is changed',
      ({ stack }) => stack.tags.setTag('preview-stacks:target', 'production', 1000),
      'preview-stacks:target',
    ],
    [
      'the protection',
      ({ stack }) => {
        stack.terminationProtection = true;
      },
      'termination protection',
    ],
    ['a construct that is taken out', ({ stack }) => void stack.node.tryRemoveChild('FileStore'), 'FileStore'],
  ])('%s is refused', async (_, extension, path) => {
    const { code, faults } = await refusal(extension);
    expect(code).toBe('extension-refused');
    expect(faults[0]?.path).toContain(path);
  });

  test('a tag of ours on a resource is refused, be it written as a list or as a record', async () => {
    const { faults } = await refusal(({ stack }) => {
      Tags.of(new Queue(stack, 'Jobs')).add('preview-stacks:target', 'production');
      new CfnResource(stack, 'Parameter', {
        type: 'AWS::SSM::Parameter',
        properties: { Type: 'String', Value: 'x', Tags: { 'preview-stacks:project': 'other' } },
      });
    });
    expect(faults.map(({ message }) => message)).toEqual([
      'sets the tag preview-stacks:target itself',
      'sets the tag preview-stacks:project itself',
    ]);
  });

  test.each<[string, Extension]>([
    ['beside it', ({ stack }) => void new Stack(stack.node.root as never, 'Another')],
    ['nested in it', ({ stack }) => void new NestedStack(stack, 'Another')],
  ])('a second stack %s is refused', async (_, extension) => {
    expect(await refusal(extension)).toMatchObject({
      code: 'extension-refused',
      hint: expect.stringContaining('`stack`'),
    });
  });
});

describe('what the CDK itself finds is the fault of the user:', () => {
  test.each<[string, Extension]>([
    [
      'an error when the template is made',
      ({ stack }) => stack.node.addValidation({ validate: () => ['it is wrong'] }),
    ],
    ['an error in a note', ({ stack }) => Annotations.of(stack).addError('it is wrong')],
  ])('%s', async (_, extension) => {
    expect(await refusal(extension)).toMatchObject({
      code: 'extension-failed',
      fault: 'user',
      message: expect.stringMatching(/with \.\/infra\/preview\.ts could not be made: .*it is wrong/s),
    });
  });
});

test('a load balancer needs a name in a preview and takes ours', async () => {
  const balancer =
    (named: boolean): Extension =>
    ({ stack, network, name }) => {
      const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', {
        vpcId: network.vpcId,
        availabilityZones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'],
        publicSubnetIds: [...network.publicSubnetIds],
      });
      new ApplicationLoadBalancer(stack, 'Front', { vpc, ...(named && { loadBalancerName: name('front') }) });
    };
  expect((await refusal(balancer(false))).faults.map(({ hint }) => hint)).toEqual([
    "Write loadBalancerName: name('…').",
  ]);
  await expect(synthesized(balancer(true))).resolves.toBeDefined();
});
