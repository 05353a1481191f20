import type { BeanstalkState } from '../elastic-beanstalk/beanstalk';
import { AwsError } from '../http/aws-error';
import { type JsonInput, type JsonOperation, jsonTime } from '../http/json-service';
import type { Journal } from '../state/journal';
import type { Command } from './command';
import { CommandStore } from './command-store';
import { filledLines } from './document-content';
import type { Documents } from './documents';
import type { SsmState } from './parameters';
import { paged, parametersOf, textOf, textsOf } from './read-input';

export function commandOperations({
  beanstalk,
  documents,
  journal,
}: BeanstalkState & Pick<SsmState, 'documents'> & { readonly journal: Pick<Journal, 'now'> }): Record<
  string,
  JsonOperation
> {
  const commands = new CommandStore(beanstalk, journal);
  const listed = (input: JsonInput) =>
    commands.list().filter((one) => {
      const id = textOf(input, 'CommandId');
      const instanceId = textOf(input, 'InstanceId');
      return (id === undefined || one.id === id) && (instanceId === undefined || one.instanceId === instanceId);
    });
  return {
    SendCommand(input) {
      const documentName = textOf(input, 'DocumentName') ?? '';
      const parameters = parametersOf(input);
      const command = commands.send({
        ...{ documentName, parameters, lines: linesOf(documents, documentName, parameters) },
        ...{ comment: textOf(input, 'Comment') ?? '' },
        instanceIds: [...textsOf(input, 'InstanceIds'), ...targetsOf(input)],
        timeoutSeconds: Number(input.TimeoutSeconds ?? 3600),
      });
      return { Command: describeCommand(command) };
    },
    GetCommandInvocation(input) {
      const command = commands.get(textOf(input, 'CommandId') ?? '');
      if (command.instanceId !== textOf(input, 'InstanceId')) {
        throw new AwsError('InvocationDoesNotExist', 'No invocation of this command on this instance exists.');
      }
      return describeInvocation(command);
    },
    ListCommandInvocations(input) {
      const { items, NextToken } = paged(listed(input), input);
      return { CommandInvocations: items.map((one) => summary(one, input.Details === true)), NextToken };
    },
    ListCommands(input) {
      const { items, NextToken } = paged(listed(input), input);
      return { Commands: items.map(describeCommand), NextToken };
    },
    CancelCommand(input) {
      commands.cancel(textOf(input, 'CommandId') ?? '');
      return {};
    },
    DescribeInstanceInformation(input) {
      const instances = beanstalk
        .environments()
        .filter(({ status }) => status !== 'Terminated')
        .flatMap(({ name }) => beanstalk.instances(name).filter(({ id }) => beanstalk.instance(id)));
      const wanted = filteredIds(input);
      const found = instances.filter(({ id }) => wanted === undefined || wanted.includes(id));
      const { items, NextToken } = paged(found, input);
      const InstanceInformationList = items.map(({ id }) => ({
        ...{ InstanceId: id, PingStatus: 'Online', LastPingDateTime: jsonTime(journal.now()), AgentVersion: '3.3.0.0' },
        ...{
          PlatformType: 'Linux',
          PlatformName: 'Amazon Linux',
          PlatformVersion: '2023',
          ResourceType: 'EC2Instance',
        },
      }));
      return { InstanceInformationList, NextToken };
    },
  };
}

/** Throws AwsError InvalidDocument, InvalidParameters. */
function linesOf(
  documents: Documents,
  name: string,
  parameters: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  if (name === 'AWS-RunShellScript') {
    const { commands = [] } = parameters;
    if (commands.length === 0) throw new AwsError('InvalidParameters', 'Missing required parameter: commands');
    return commands;
  }
  const document = documents.find(name);
  if (document) return filledLines(document, parameters);
  throw new AwsError(
    'InvalidDocument',
    `The document ${name} does not exist: AWS-RunShellScript does, and those that stacks made.`,
  );
}

function targetsOf(input: JsonInput): readonly string[] {
  const targets = (input.Targets ?? []) as readonly JsonInput[];
  return targets.flatMap((target) => (textOf(target, 'Key') === 'InstanceIds' ? textsOf(target, 'Values') : []));
}

function filteredIds(input: JsonInput): readonly string[] | undefined {
  const filters = (input.Filters ?? input.InstanceInformationFilterList ?? []) as readonly JsonInput[];
  const ids = filters.filter((filter) => (filter.Key ?? filter.key) === 'InstanceIds');
  return ids.length === 0 ? undefined : ids.flatMap((one) => [...textsOf(one, 'Values'), ...textsOf(one, 'valueSet')]);
}

const isOver = ({ endedAt }: Command) => endedAt !== undefined;

function describeCommand(command: Command) {
  const over = isOver(command);
  return {
    CommandId: command.id,
    DocumentName: command.documentName,
    Comment: command.comment,
    Parameters: command.parameters,
    InstanceIds: [command.instanceId],
    RequestedDateTime: jsonTime(command.requestedAt),
    ExpiresAfter: jsonTime(command.requestedAt + command.timeoutSeconds * 1000),
    Status: command.status,
    StatusDetails: command.statusDetails,
    TargetCount: 1,
    CompletedCount: over ? 1 : 0,
    ErrorCount: over && command.status !== 'Success' ? 1 : 0,
    TimeoutSeconds: command.timeoutSeconds,
  };
}

function describeInvocation(command: Command) {
  const { startedAt, endedAt } = command;
  return {
    CommandId: command.id,
    InstanceId: command.instanceId,
    Comment: command.comment,
    DocumentName: command.documentName,
    PluginName: 'aws:runShellScript',
    ResponseCode: command.exitCode,
    ExecutionStartDateTime: startedAt === undefined ? '' : new Date(startedAt).toISOString(),
    ExecutionEndDateTime: endedAt === undefined ? '' : new Date(endedAt).toISOString(),
    ExecutionElapsedTime: endedAt && startedAt ? `PT${(endedAt - startedAt) / 1000}S` : '',
    Status: command.status,
    StatusDetails: command.statusDetails,
    // The output of a command that has not ended is not shown, as on AWS.
    StandardOutputContent: isOver(command) ? command.stdout : '',
    StandardErrorContent: isOver(command) ? command.stderr : '',
    StandardOutputUrl: '',
    StandardErrorUrl: '',
  };
}

function summary(command: Command, withDetails: boolean) {
  const { CommandId, InstanceId, Comment, DocumentName, Status, StatusDetails } = describeInvocation(command);
  const plugin = {
    ...{ Name: 'aws:runShellScript', Status, StatusDetails, ResponseCode: command.exitCode },
    Output: isOver(command) ? command.stdout.slice(0, 2500) : '',
  };
  return {
    ...{ CommandId, InstanceId, Comment, DocumentName, Status, StatusDetails },
    RequestedDateTime: jsonTime(command.requestedAt),
    CommandPlugins: withDetails ? [plugin] : [],
  };
}
