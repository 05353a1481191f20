// biome-ignore-all lint/suspicious/noTemplateCurlyInString: !Sub is written so.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Started, start } from '../local/start';
import { type Ran, runProgram } from './run-program';

const template = `AWSTemplateFormatVersion: "2010-09-09"
Description: files of a shop
Parameters:
  Stage: { Type: String, Default: test, AllowedValues: [test, production] }
Conditions:
  IsProduction: !Equals [!Ref Stage, production]
Resources:
  Files:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration: !If [IsProduction, { Status: Enabled }, !Ref AWS::NoValue]
      Tags:
        - { Key: stack, Value: !Sub "\${AWS::StackName} in \${AWS::Region}" }
  Copies:
    Type: AWS::S3::Bucket
    Condition: IsProduction
    DependsOn: Files
Outputs:
  Name: { Value: !Ref Files }
  Arn: { Value: !GetAtt Files.Arn }
  Copies: { Condition: IsProduction, Value: !Join ["", ["s3://", !Ref Copies]] }
`;

describe('the AWS CLI and CloudFormation', () => {
  let started: Started;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'preview-stacks-aws-cli-'));
    started = await start();
    await writeFile(join(folder, 'shop.yaml'), template);
  });
  afterAll(async () => {
    await started.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const aws = (...args: readonly string[]): Promise<Ran> => runProgram(started.endpoint, folder, 'aws', args);
  const succeeded = async (...args: readonly string[]): Promise<string> => {
    const { code, output, errors } = await aws(...args);
    expect({ code, errors }).toEqual({ code: 0, errors });
    return output;
  };
  const cloudFormation = (...args: readonly string[]) => succeeded('cloudformation', ...args);
  const outputs = async (): Promise<Record<string, string>> => {
    const { Stacks } = JSON.parse(await cloudFormation('describe-stacks', '--stack-name', 'shop'));
    return Object.fromEntries(
      Stacks[0].Outputs.map((output: { OutputKey: string; OutputValue: string }) => [
        output.OutputKey,
        output.OutputValue,
      ]),
    );
  };

  test('creates, changes, lists and deletes a stack from a YAML template with conditions', async () => {
    expect(JSON.parse(await cloudFormation('validate-template', '--template-body', 'file://shop.yaml'))).toMatchObject({
      Description: 'files of a shop',
      Parameters: [{ ParameterKey: 'Stage', DefaultValue: 'test' }],
    });
    await cloudFormation('create-stack', '--stack-name', 'shop', '--template-body', 'file://shop.yaml');
    await cloudFormation('wait', 'stack-create-complete', '--stack-name', 'shop');
    const first = await outputs();
    expect(first).toEqual({ Name: expect.any(String), Arn: `arn:aws:s3:::${first.Name}` });

    await cloudFormation(
      'deploy',
      '--stack-name',
      'shop',
      '--template-file',
      'shop.yaml',
      '--parameter-overrides',
      'Stage=production',
      '--tags',
      'project=shop',
    );
    const second = await outputs();
    expect(second.Name).toBe(first.Name);
    expect(second.Copies).toMatch(/^s3:\/\/./);
    const versioning = await succeeded('s3api', 'get-bucket-versioning', '--bucket', first.Name ?? '');
    expect(JSON.parse(versioning)).toEqual({ Status: 'Enabled' });

    const unchanged = await aws(
      'cloudformation',
      'update-stack',
      '--stack-name',
      'shop',
      '--use-previous-template',
      '--parameters',
      'ParameterKey=Stage,UsePreviousValue=true',
    );
    expect(unchanged.code).toBe(255);
    expect(unchanged.errors).toContain(
      '(ValidationError) when calling the UpdateStack operation: No updates are to be performed.',
    );

    const resources = JSON.parse(await cloudFormation('list-stack-resources', '--stack-name', 'shop'));
    expect(resources.StackResourceSummaries).toHaveLength(2);
    expect(JSON.parse(await cloudFormation('get-template', '--stack-name', 'shop')).TemplateBody).toBe(template);

    await cloudFormation('delete-stack', '--stack-name', 'shop');
    await cloudFormation('wait', 'stack-delete-complete', '--stack-name', 'shop');
    const gone = await aws('cloudformation', 'describe-stacks', '--stack-name', 'shop');
    expect(gone.errors).toContain('Stack with id shop does not exist');
    const listed = JSON.parse(await cloudFormation('list-stacks', '--stack-status-filter', 'DELETE_COMPLETE'));
    expect(listed.StackSummaries).toMatchObject([{ StackName: 'shop' }]);
  });

  test('meets DELETE_FAILED while a bucket holds an object, and deletes after it was emptied', async () => {
    await cloudFormation('deploy', '--stack-name', 'shop', '--template-file', 'shop.yaml');
    const { Name = '' } = await outputs();
    await succeeded('s3', 'cp', 'shop.yaml', `s3://${Name}/shop.yaml`);
    await cloudFormation('delete-stack', '--stack-name', 'shop');
    const failed = await aws('cloudformation', 'wait', 'stack-delete-complete', '--stack-name', 'shop');
    expect(failed.code).toBe(255);
    const events = JSON.parse(await cloudFormation('describe-stack-events', '--stack-name', 'shop'));
    expect(
      events.StackEvents.find(
        (event: { ResourceStatus: string; LogicalResourceId: string }) =>
          event.ResourceStatus === 'DELETE_FAILED' && event.LogicalResourceId === 'Files',
      ),
    ).toMatchObject({ ResourceStatusReason: expect.stringContaining('The bucket you tried to delete is not empty') });
    await succeeded('s3', 'rm', `s3://${Name}`, '--recursive');
    await cloudFormation('delete-stack', '--stack-name', 'shop');
    await cloudFormation('wait', 'stack-delete-complete', '--stack-name', 'shop');
  });

  test('reads a template from a bucket', async () => {
    await succeeded('s3', 'mb', 's3://templates');
    await succeeded('s3', 'cp', 'shop.yaml', 's3://templates/shop.yaml');
    const url = `${started.endpoint}/templates/shop.yaml`;
    await cloudFormation('create-stack', '--stack-name', 'from-bucket', '--template-url', url);
    await cloudFormation('wait', 'stack-create-complete', '--stack-name', 'from-bucket');
    await cloudFormation('delete-stack', '--stack-name', 'from-bucket');
    await cloudFormation('wait', 'stack-delete-complete', '--stack-name', 'from-bucket');
  });
});
