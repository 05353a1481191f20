import { CloudFormationClient, CreateChangeSetCommand, DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import type { Started } from '../../../local/start';

/** A stack as a first deploy leaves it that is killed before it executes its change set. */
export async function propose({ client: options }: Started, StackName: string): Promise<void> {
  const client = new CloudFormationClient(options);
  const TemplateBody = '{"Resources":{"Bucket":{"Type":"AWS::S3::Bucket"}}}';
  const change = { StackName, ChangeSetName: 'first', ChangeSetType: 'CREATE', TemplateBody } as const;
  await client.send(new CreateChangeSetCommand(change));
  client.destroy();
}

/** Takes it away again. */
export async function withdraw({ client: options }: Started, StackName: string): Promise<void> {
  const client = new CloudFormationClient(options);
  await client.send(new DeleteStackCommand({ StackName }));
  client.destroy();
}
