// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub is written so.
import {
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  GetTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { type Served, serve } from './serve';
import { created, eventsOf, inState, reasonsOf, stackOf } from './stack-helpers';

const bucket = { Type: 'AWS::S3::Bucket' };

describe('creating a stack', () => {
  let served: Served;
  beforeEach(async () => {
    served = await serve();
  });
  afterEach(() => served.close());

  test('makes resources after those they depend on, and the others side by side', async () => {
    const stack = await created(served, {
      Resources: {
        Last: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::Sub': '${Files}-jobs' } } },
        Files: bucket,
        More: bucket,
        Logs: { ...bucket, DependsOn: 'Last' },
      },
    });
    expect(stack.StackStatus).toBe('CREATE_COMPLETE');
    expect(served.made.log.slice(0, 2).toSorted()).toEqual(['create Files', 'create More']);
    expect(served.made.log.slice(2)).toEqual(['create Last', 'create Logs']);
    expect(served.made.most.atOnce).toBe(2);
  });

  test('tells every step as an event, with strictly increasing times, the token, and the stack id for the stack itself', async () => {
    const stack = await created(served, { Resources: { Files: bucket } }, { ClientRequestToken: 'token-1' });
    expect(await eventsOf(served, 'shop')).toEqual([
      'shop CREATE_IN_PROGRESS',
      'Files CREATE_IN_PROGRESS',
      'Files CREATE_IN_PROGRESS',
      'Files CREATE_COMPLETE',
      'shop CREATE_COMPLETE',
    ]);
    const { StackEvents = [] } = await served.client.send(new DescribeStackEventsCommand({ StackName: 'shop' }));
    const times = StackEvents.map(({ Timestamp }) => Timestamp?.getTime() ?? 0).toReversed();
    expect(times.every((time, index) => index === 0 || time > (times[index - 1] ?? 0))).toBe(true);
    expect(new Set(StackEvents.map((event) => event.ClientRequestToken))).toEqual(new Set(['token-1']));
    const own = StackEvents.filter((event) => event.LogicalResourceId === 'shop');
    expect(new Set(own.map((event) => event.PhysicalResourceId))).toEqual(new Set([stack.StackId]));
  });

  test('shows outputs, tags, parameters without their secrets, description and role', async () => {
    const stack = await created(
      served,
      {
        Description: 'a shop',
        Parameters: { Secret: { Type: 'String', NoEcho: true }, Size: { Type: 'Number', Default: 3 } },
        Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { Ref: 'Secret' } } } },
        Outputs: {
          Name: { Value: { 'Fn::GetAtt': ['Queue', 'Arn'] }, Description: 'its ARN' },
          Size: { Value: { Ref: 'Size' } },
        },
      },
      {
        Tags: [{ Key: 'project', Value: 'shop' }],
        Parameters: [{ ParameterKey: 'Secret', ParameterValue: 'hush' }],
        RoleARN: 'arn:aws:iam::123456789012:role/cfn',
      },
    );
    expect(stack).toMatchObject({
      Description: 'a shop',
      RoleARN: 'arn:aws:iam::123456789012:role/cfn',
      Tags: [{ Key: 'project', Value: 'shop' }],
      Parameters: [
        { ParameterKey: 'Secret', ParameterValue: '****' },
        { ParameterKey: 'Size', ParameterValue: '3' },
      ],
      Outputs: [
        { OutputKey: 'Name', OutputValue: 'arn:aws:sqs:eu-central-1:123456789012:hush', Description: 'its ARN' },
        { OutputKey: 'Size', OutputValue: '3' },
      ],
    });
    const { StackEvents = [] } = await served.client.send(new DescribeStackEventsCommand({ StackName: 'shop' }));
    const shown = StackEvents.flatMap(({ ResourceProperties }) => ResourceProperties ?? []);
    expect(shown).toContain('{"QueueName":"****"}');
    expect(shown.join()).not.toContain('hush');
  });

  test('gives the stack tags to resources that have tags, their own over them', async () => {
    await created(
      served,
      { Resources: { Files: { ...bucket, Properties: { Tags: [{ Key: 'kind', Value: 'files' }] } } } },
      {
        Tags: [
          { Key: 'kind', Value: 'stack' },
          { Key: 'project', Value: 'shop' },
        ],
      },
    );
    expect([...served.made.living.values()][0]?.tags).toEqual({ kind: 'files', project: 'shop' });
  });

  test('rolls back what was made when a resource fails, and says which', async () => {
    served.faults.add({ kind: 'refuse-create', match: 'Queue', message: 'no queue today' });
    const stack = await created(served, {
      Resources: { Files: bucket, Queue: { Type: 'AWS::SQS::Queue', DependsOn: 'Files' } },
    });
    expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(await reasonsOf(served, 'shop', 'Queue')).toEqual(['no queue today']);
    expect(await reasonsOf(served, 'shop', 'shop')).toEqual([
      'User Initiated',
      'The following resource(s) failed to create: [Queue]. Rollback requested by user.',
    ]);
    expect(served.made.living.size).toBe(0);
    expect(await eventsOf(served, 'shop')).toEqual(
      expect.arrayContaining(['shop ROLLBACK_IN_PROGRESS', 'Files DELETE_COMPLETE', 'shop ROLLBACK_COMPLETE']),
    );
  });

  test('cancels what is in flight when a sibling fails', async () => {
    served.faults.add({ kind: 'stuck', match: 'Slow' });
    served.faults.add({ kind: 'refuse-create', match: 'Queue' });
    const stack = await created(served, { Resources: { Slow: bucket, Queue: { Type: 'AWS::SQS::Queue' } } });
    expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(await reasonsOf(served, 'shop', 'Slow')).toEqual(['Resource creation cancelled']);
  });

  test.each([{ OnFailure: 'DO_NOTHING' } as const, { DisableRollback: true }])(
    'leaves everything as it is with %j',
    async (input) => {
      served.faults.add({ kind: 'refuse-create', match: 'Queue' });
      const stack = await created(
        served,
        { Resources: { Files: bucket, Queue: { Type: 'AWS::SQS::Queue', DependsOn: 'Files' } } },
        input,
      );
      expect(stack.StackStatus).toBe('CREATE_FAILED');
      expect(stack.StackStatusReason).toBe('The following resource(s) failed to create: [Queue]. ');
      expect(served.made.living.size).toBe(1);
    },
  );

  test('deletes a stack that fails with OnFailure DELETE', async () => {
    served.faults.add({ kind: 'refuse-create', match: 'Queue' });
    const stack = await created(served, { Resources: { Queue: { Type: 'AWS::SQS::Queue' } } }, { OnFailure: 'DELETE' });
    expect(stack.StackStatus).toBe('DELETE_COMPLETE');
    expect(stack.DeletionTime).toBeInstanceOf(Date);
  });

  test('ends in ROLLBACK_FAILED when what was made cannot go', async () => {
    served.faults.add({ kind: 'refuse-create', match: 'Queue' });
    served.faults.add({ kind: 'refuse-delete', match: 'Files' });
    const stack = await created(served, {
      Resources: { Files: bucket, Queue: { Type: 'AWS::SQS::Queue', DependsOn: 'Files' } },
    });
    expect(stack.StackStatus).toBe('ROLLBACK_FAILED');
  });

  test('keeps a resource with Retain when it rolls back, and deletes it with RetainExceptOnCreate', async () => {
    served.faults.add({ kind: 'refuse-create', match: 'Queue' });
    await created(served, {
      Resources: {
        Kept: { ...bucket, DeletionPolicy: 'Retain' },
        Gone: { ...bucket, DeletionPolicy: 'RetainExceptOnCreate' },
        Queue: { Type: 'AWS::SQS::Queue', DependsOn: ['Kept', 'Gone'] },
      },
    });
    expect([...served.made.living.values()].map(({ logicalId }) => logicalId)).toEqual(['Kept']);
    expect(await eventsOf(served, 'shop')).toContain('Kept DELETE_SKIPPED');
  });

  test('checks properties against the specification when it comes to the resource', async () => {
    const stack = await created(served, { Resources: { Files: { ...bucket, Properties: { Colour: 'red' } } } });
    expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(await reasonsOf(served, 'shop', 'Files')).toEqual(['Encountered unsupported property Colour']);
  });

  test('resolves a dynamic reference after Fn::Join for the resource only', async () => {
    await created(served, {
      Resources: {
        Database: {
          Type: 'AWS::RDS::DBInstance',
          DeletionPolicy: 'Delete',
          Properties: {
            MasterUserPassword: {
              'Fn::Join': [
                '',
                [
                  '{{resolve:secretsmanager:',
                  'arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf',
                  ':SecretString:password::}}',
                ],
              ],
            },
            DBSubnetGroupName: '{{resolve:ssm:/shared/zone}}',
          },
        },
      },
    });
    expect([...served.made.living.values()][0]?.properties).toEqual({
      MasterUserPassword: 'hunter2',
      DBSubnetGroupName: 'Z123',
    });
    const { StackEvents } = await served.client.send(new DescribeStackEventsCommand({ StackName: 'shop' }));
    const { StackResources } = await served.client.send(new DescribeStackResourcesCommand({ StackName: 'shop' }));
    expect(JSON.stringify([StackEvents, StackResources])).not.toContain('hunter2');
  });

  test('gives the template back to the letter', async () => {
    const text = '# a comment\nResources:\n  Files:   { Type: AWS::S3::Bucket }\n';
    await created(served, {}, { TemplateBody: text });
    const { TemplateBody } = await served.client.send(new GetTemplateCommand({ StackName: 'shop' }));
    expect(TemplateBody).toBe(text);
  });

  test('reads a template from a bucket by each form of its address, and takes no more than 51,200 bytes inline', async () => {
    const long = JSON.stringify({
      Description: 'd',
      Metadata: { pad: 'x'.repeat(51_200) },
      Resources: { Files: bucket },
    });
    served.objects.set('bundles/a/t.json', long);
    const addresses = [
      `${served.endpoint}/bundles/a/t.json`,
      'https://bundles.s3.eu-central-1.amazonaws.com/a/t.json',
      'https://s3.eu-central-1.amazonaws.com/bundles/a/t.json',
    ];
    for (const [index, TemplateURL] of addresses.entries()) {
      const stack = await created(served, {}, { StackName: `s${index}`, TemplateBody: undefined, TemplateURL });
      expect(stack.StackStatus).toBe('CREATE_COMPLETE');
    }
    await expect(created(served, {}, { TemplateBody: long })).rejects.toThrow(/less than or equal to 51200/);
    await expect(
      created(served, {}, { TemplateBody: undefined, TemplateURL: `${served.endpoint}/bundles/missing` }),
    ).rejects.toThrow('S3 error: The specified key does not exist.');
  });

  test('refuses a second stack of the name, also in ROLLBACK_COMPLETE (trap T34)', async () => {
    served.faults.add({ kind: 'refuse-create', times: 1 });
    await created(served, { Resources: { Files: bucket } });
    await expect(created(served, { Resources: { Files: bucket } })).rejects.toMatchObject({
      name: 'AlreadyExistsException',
      message: 'Stack [shop] already exists',
    });
    await served.client.send(new DeleteStackCommand({ StackName: 'shop' }));
    await served.idle();
    expect((await created(served, { Resources: { Files: bucket } })).StackStatus).toBe('CREATE_COMPLETE');
  });

  test('takes a repeated request with the same token for the same', async () => {
    const first = await created(served, { Resources: { Files: bucket } }, { ClientRequestToken: 'once' });
    const second = await created(served, { Resources: { Files: bucket } }, { ClientRequestToken: 'once' });
    expect(second.StackId).toBe(first.StackId);
    expect(served.made.living.size).toBe(1);
  });

  test('asks for the capability that IAM resources need', async () => {
    const role = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } };
    const named = { ...role, Properties: { ...role.Properties, RoleName: 'r' } };
    await expect(created(served, { Resources: { Role: role } })).rejects.toMatchObject({
      name: 'InsufficientCapabilitiesException',
      message: 'Requires capabilities : [CAPABILITY_IAM]',
    });
    await expect(created(served, { Resources: { Role: named } }, { Capabilities: ['CAPABILITY_IAM'] })).rejects.toThrow(
      'Requires capabilities : [CAPABILITY_NAMED_IAM]',
    );
    const stack = await created(served, { Resources: { Role: named } }, { Capabilities: ['CAPABILITY_NAMED_IAM'] });
    expect(stack.StackStatus).toBe('CREATE_COMPLETE');
  });

  test('refuses a stack name that AWS does not take, and names it', async () => {
    await expect(created(served, { Resources: { Files: bucket } }, { StackName: '1-shop' })).rejects.toThrow(
      /Value '1-shop' at 'stackName'/,
    );
  });

  test('can be deleted while it is created', async () => {
    served.faults.add({ kind: 'stuck', match: 'Slow' });
    const { StackId = '' } = await served.client.send(
      new CreateStackCommand({
        StackName: 'shop',
        TemplateBody: JSON.stringify({ Resources: { Files: bucket, Slow: { ...bucket, DependsOn: 'Files' } } }),
      }),
    );
    await inState(served, StackId, 'CREATE_IN_PROGRESS');
    await served.client.send(new DeleteStackCommand({ StackName: 'shop' }));
    await served.idle();
    expect((await stackOf(served, StackId)).StackStatus).toBe('DELETE_COMPLETE');
    expect(served.made.living.size).toBe(0);
  });
});
