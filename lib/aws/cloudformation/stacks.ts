import {
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  ListChangeSetsCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
} from '@aws-sdk/client-cloudformation';
import type { Clock } from '../../ports/clock';
import type { ChangeStarted, Stack, StackChange, StackEvent, StackResource, Stacks } from '../../ports/stacks';
import type { AwsClients } from '../clients';
import { pages } from '../pages';
import { requireField, send } from '../send';
import { changeStack } from './change-stack';
import { onDate } from './on-date';
import { isNoSuchStack, refusedOperation, stackMissing } from './stack-errors';
import { tagsOf, toEvent, toResource, toStack } from './stack-shape';

/** Stacks kept by CloudFormation. */
export class AwsStacks implements Stacks {
  private aheadMs: number | undefined;

  constructor(
    private readonly clients: AwsClients,
    private readonly clock: Clock,
  ) {}

  async *list(): AsyncIterable<Stack> {
    const action = 'cloudformation:DescribeStacks';
    yield* pages(action, async (from) => {
      const command = this.dated(new DescribeStacksCommand({ NextToken: from }));
      const answer = await send(action, () => this.send(command));
      return { items: requireField(answer.Stacks, 'Stacks', action).map(toStack), next: answer.NextToken };
    });
  }

  clockAheadMs(): number | undefined {
    return this.aheadMs;
  }

  private dated(command: DescribeStacksCommand): DescribeStacksCommand {
    onDate(command, (date) => {
      // The header has whole seconds: AWS's clock may be up to one further.
      this.aheadMs = this.clock.now().getTime() - date.getTime() - 1000;
    });
    return command;
  }

  async *deleting(): AsyncIterable<string> {
    const action = 'cloudformation:ListStacks';
    yield* pages(action, async (from) => {
      const command = new ListStacksCommand({ StackStatusFilter: ['DELETE_IN_PROGRESS'], NextToken: from });
      const answer = await send(action, () => this.send(command));
      const items = requireField(answer.StackSummaries, 'StackSummaries', action).flatMap(
        ({ StackId }) => StackId ?? [],
      );
      return { items, next: answer.NextToken };
    });
  }

  async find(nameOrId: string): Promise<Stack | undefined> {
    const action = 'cloudformation:DescribeStacks';
    const answer = await send(action, async () => {
      try {
        return await this.send(this.dated(new DescribeStacksCommand({ StackName: nameOrId })));
      } catch (error) {
        if (isNoSuchStack(error)) return undefined;
        throw error;
      }
    });
    if (answer === undefined) return undefined;
    return toStack(requireField(requireField(answer.Stacks, 'Stacks', action)[0], 'stack', action));
  }

  async *resources(stackId: string): AsyncIterable<StackResource> {
    const action = 'cloudformation:ListStackResources';
    yield* pages(action, async (from) => {
      const answer = await this.askAbout(stackId, action, () =>
        this.send(new ListStackResourcesCommand({ StackName: stackId, NextToken: from })),
      );
      return { items: (answer.StackResourceSummaries ?? []).map(toResource), next: answer.NextToken };
    });
  }

  async *proposals(stackId: string): AsyncIterable<Readonly<Record<string, string>>> {
    const action = 'cloudformation:ListChangeSets';
    const ids = pages(action, async (from) => {
      const answer = await this.askAbout(stackId, action, () =>
        this.send(new ListChangeSetsCommand({ StackName: stackId, NextToken: from })),
      );
      const items = requireField(answer.Summaries, 'Summaries', action);
      return { items: items.flatMap(({ ChangeSetId }) => ChangeSetId ?? []), next: answer.NextToken };
    });
    for await (const id of ids) {
      const { Tags = [] } = await send('cloudformation:DescribeChangeSet', () =>
        this.send(new DescribeChangeSetCommand({ ChangeSetName: id, StackName: stackId })),
      );
      yield tagsOf(Tags);
    }
  }

  async *events(stackId: string): AsyncIterable<StackEvent> {
    const action = 'cloudformation:DescribeStackEvents';
    yield* pages(action, async (from) => {
      const answer = await this.askAbout(stackId, action, () =>
        this.send(new DescribeStackEventsCommand({ StackName: stackId, NextToken: from })),
      );
      return { items: (answer.StackEvents ?? []).map(toEvent), next: answer.NextToken };
    });
  }

  async template(stackId: string): Promise<string> {
    const action = 'cloudformation:GetTemplate';
    const answer = await this.askAbout(stackId, action, () =>
      this.send(new GetTemplateCommand({ StackName: stackId, TemplateStage: 'Original' })),
    );
    return requireField(answer.TemplateBody, 'TemplateBody', action);
  }

  async change(change: StackChange): Promise<ChangeStarted> {
    return changeStack(change, await this.find(change.stackName), this.clients, this.clock);
  }

  async remove(stackId: string, { token, roleArn }: { token: string; roleArn?: string }): Promise<void> {
    await send('cloudformation:DeleteStack', async () => {
      try {
        await this.send(new DeleteStackCommand({ StackName: stackId, ClientRequestToken: token, RoleARN: roleArn }));
      } catch (error) {
        throw refusedOperation(error, stackId, 'deleted') ?? error;
      }
    });
  }

  private askAbout<T>(stackId: string, action: string, request: () => Promise<T>): Promise<T> {
    return send(action, async () => {
      try {
        return await request();
      } catch (error) {
        throw isNoSuchStack(error) ? stackMissing(stackId) : error;
      }
    });
  }

  private get send() {
    const client = this.clients.cloudFormation;
    return client.send.bind(client) as typeof client.send;
  }
}
