import {
  CreateStackCommand,
  type CreateStackCommandInput,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  type Stack,
  UpdateStackCommand,
  type UpdateStackCommandInput,
} from '@aws-sdk/client-cloudformation';
import type { Served } from './serve';

/** Creates a stack from a template value and waits until nothing is under way. */
export async function created(
  served: Served,
  template: object,
  input: Partial<CreateStackCommandInput> = {},
): Promise<Stack> {
  const answer = await served.client.send(
    new CreateStackCommand({ StackName: 'shop', TemplateBody: JSON.stringify(template), ...input }),
  );
  await served.idle();
  return stackOf(served, answer.StackId ?? '');
}

export async function updated(
  served: Served,
  template: object,
  input: Partial<UpdateStackCommandInput> = {},
): Promise<Stack> {
  await served.client.send(
    new UpdateStackCommand({ StackName: 'shop', TemplateBody: JSON.stringify(template), ...input }),
  );
  await served.idle();
  return stackOf(served, 'shop');
}

export async function stackOf(served: Served, nameOrId: string): Promise<Stack> {
  const { Stacks } = await served.client.send(new DescribeStacksCommand({ StackName: nameOrId }));
  const stack = Stacks?.[0];
  if (!stack) {
    throw new Error(`DescribeStacks answered without ${nameOrId}`);
  }
  return stack;
}

/** `LogicalId STATUS` of every event, oldest first. */
export async function eventsOf(served: Served, nameOrId: string): Promise<readonly string[]> {
  const { StackEvents } = await served.client.send(new DescribeStackEventsCommand({ StackName: nameOrId }));
  return (StackEvents ?? [])
    .map(({ LogicalResourceId, ResourceStatus }) => `${LogicalResourceId} ${ResourceStatus}`)
    .toReversed();
}

/** Reasons of the events of one resource, oldest first. */
export async function reasonsOf(served: Served, nameOrId: string, logicalId: string): Promise<readonly string[]> {
  const { StackEvents } = await served.client.send(new DescribeStackEventsCommand({ StackName: nameOrId }));
  return (StackEvents ?? [])
    .filter((event) => event.LogicalResourceId === logicalId && event.ResourceStatusReason !== undefined)
    .map(({ ResourceStatusReason }) => ResourceStatusReason ?? '')
    .toReversed();
}

/** Resolves when the stack is in the state. */
export async function inState(served: Served, nameOrId: string, status: string): Promise<Stack> {
  for (;;) {
    const stack = await stackOf(served, nameOrId);
    if (stack.StackStatus === status) {
      return stack;
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
