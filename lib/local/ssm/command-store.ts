import { randomUUID } from 'node:crypto';
import type { Beanstalk, BeanstalkInstance } from '../elastic-beanstalk/beanstalk';
import { AwsError } from '../http/aws-error';
import type { Journal } from '../state/journal';
import { type Command, longestOutput } from './command';

const keptCommands = 500;
const defaultExecutionSeconds = 3600;

export interface CommandRequest {
  readonly documentName: string;
  readonly instanceIds: readonly string[];
  readonly comment: string;
  /** For the command to reach its instance. */
  readonly timeoutSeconds: number;
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  /** What the document runs with these parameters. */
  readonly lines: readonly string[];
}

/** Run Command: sends scripts to instances and keeps what came of them. In memory: commands end with the endpoint. */
export class CommandStore {
  private readonly commands = new Map<string, Command>();
  private readonly cancellations = new Map<string, AbortController>();

  constructor(
    private readonly beanstalk: Pick<Beanstalk, 'instance'>,
    private readonly journal: Pick<Journal, 'now'>,
  ) {}

  send({ documentName, instanceIds, comment, timeoutSeconds, parameters, lines }: CommandRequest): Command {
    const [instanceId = ''] = instanceIds;
    const instance = this.beanstalk.instance(instanceId);
    if (!instance || instanceIds.length !== 1) {
      throw new AwsError(
        'InvalidInstanceId',
        `Instances ${JSON.stringify(instanceIds)} not in a valid state for account`,
      );
    }
    const command: Command = {
      ...{ id: randomUUID(), instanceId, documentName, comment, parameters, timeoutSeconds },
      ...{
        requestedAt: this.journal.now(),
        status: 'Pending',
        statusDetails: 'Pending',
        exitCode: -1,
        stdout: '',
        stderr: '',
      },
    };
    this.commands.set(command.id, command);
    for (const old of [...this.commands.keys()].slice(0, -keptCommands)) {
      this.commands.delete(old);
    }
    void this.run(command, lines, instance);
    return command;
  }

  /** Newest first. */
  list(): readonly Command[] {
    return [...this.commands.values()].reverse();
  }

  /** Throws AwsError InvalidCommandId. */
  get(id: string): Command {
    const command = this.commands.get(id);
    if (!command) {
      throw new AwsError('InvalidCommandId', `The command ID ${id} is not valid.`);
    }
    return command;
  }

  cancel(id: string): void {
    const cancellation = this.cancellations.get(this.get(id).id);
    if (cancellation) {
      put(this.get(id), 'Cancelling', 'Cancelling');
      cancellation.abort();
    }
  }

  private async run(command: Command, lines: readonly string[], instance: BeanstalkInstance): Promise<void> {
    const cancellation = new AbortController();
    this.cancellations.set(command.id, cancellation);
    command.startedAt = this.journal.now();
    put(command, 'InProgress', 'InProgress');
    const [seconds] = command.parameters.executionTimeout ?? [];
    try {
      const { outcome, exitCode = -1 } = await instance.run({
        lines,
        workingDirectory: command.parameters.workingDirectory?.[0],
        timeoutMs: (Number(seconds) || defaultExecutionSeconds) * 1000,
        signal: cancellation.signal,
        onOutput: (stream, text) => {
          command[stream] = (command[stream] + text).slice(0, longestOutput[stream]);
        },
      });
      command.exitCode = exitCode;
      if (outcome === 'cancelled') {
        put(command, 'Cancelled', 'Cancelled');
      } else if (outcome === 'timed-out') {
        put(command, 'TimedOut', 'Execution Timed Out');
      } else {
        const status = exitCode === 0 ? 'Success' : 'Failed';
        put(command, status, status);
      }
    } catch (error) {
      command.stderr = (command.stderr + (error as Error).message).slice(0, longestOutput.stderr);
      put(command, 'Failed', 'Failed');
    } finally {
      command.endedAt = this.journal.now();
      this.cancellations.delete(command.id);
    }
  }
}

function put(command: Command, status: Command['status'], statusDetails: string): void {
  Object.assign(command, { status, statusDetails });
}
