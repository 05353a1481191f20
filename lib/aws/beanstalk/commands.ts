import {
  CancelCommandCommand,
  GetCommandInvocationCommand,
  type GetCommandInvocationResult,
  SendCommandCommand,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import { PreviewError, unanswered } from '../../errors';
import type { Clock } from '../../ports/clock';
import type { CommandOptions, CommandResult, Commands } from '../../ports/commands';
import { backOff } from '../back-off';
import type { AwsClients } from '../clients';
import { errorName } from '../errors';
import { requireField, send } from '../send';
import { notManaged } from './not-managed';

type Run = Parameters<Commands['run']>[0];
type RunDocument = Parameters<Commands['runDocument']>[0];

/** How long SSM may take to hand a command to the instance's agent. */
const deliverySeconds = 120;
/** The agent of a new instance signs on some time after the app is up. */
const signOnMs = 120_000;

const outcomes: Readonly<Record<string, CommandResult['status']>> = {
  Success: 'succeeded',
  Failed: 'failed',
  TimedOut: 'timed-out',
  Cancelled: 'cancelled',
};

/** Commands run by SSM's agent in an instance. */
export class AwsCommands implements Commands {
  constructor(
    private readonly clients: AwsClients,
    private readonly clock: Clock,
  ) {}

  async run(options: Run): Promise<CommandResult> {
    options.signal?.throwIfAborted();
    return this.end(await this.send(this.clients.ssm, options), options);
  }

  async runDocument(options: RunDocument): Promise<CommandResult | undefined> {
    options.signal?.throwIfAborted();
    const { ssm } = this.clients;
    const command = new SendCommandCommand({ DocumentName: options.document, ...sentTo(options) });
    const commandId = await send('ssm:SendCommand', async () => {
      try {
        return requireField((await ssm.send(command)).Command?.CommandId, 'CommandId', 'ssm:SendCommand');
      } catch (error) {
        if (errorName(error) === 'InvalidDocument') return undefined;
        if (errorName(error) === 'InvalidInstanceId') throw notManaged(options.instanceId);
        throw error;
      }
    });
    return commandId === undefined ? undefined : this.end(commandId, options);
  }

  private async end(commandId: string, options: CommandOptions): Promise<CommandResult> {
    const { ssm } = this.clients;
    try {
      return await this.follow(ssm, commandId, options);
    } catch (error) {
      // A command that we no longer wait for must not go on. The first error is the one to read.
      await cancel(ssm, commandId).catch(() => undefined);
      throw error;
    }
  }

  private async send(ssm: SSMClient, options: Run): Promise<string> {
    const { instanceId, script, timeoutMinutes, signal } = options;
    const command = new SendCommandCommand({
      DocumentName: 'AWS-RunShellScript',
      ...sentTo(options),
      Parameters: { commands: [script], executionTimeout: [String(timeoutMinutes * 60)] },
    });
    const end = this.clock.now().getTime() + signOnMs;
    for (;;) {
      const answer = await send('ssm:SendCommand', async () => {
        try {
          return await ssm.send(command);
        } catch (error) {
          // The roles judge by the tags that SSM knows: of an instance that has not signed on it may know none.
          const isDenied = errorName(error) === 'AccessDeniedException';
          if (errorName(error) !== 'InvalidInstanceId' && !isDenied) throw error;
          if (this.clock.now().getTime() > end) throw isDenied ? error : notManaged(instanceId);
          return undefined;
        }
      });
      if (answer) return requireField(answer.Command?.CommandId, 'CommandId', 'ssm:SendCommand');
      await this.clock.sleep(5000, signal);
    }
  }

  private async follow(
    ssm: SSMClient,
    CommandId: string,
    { instanceId, timeoutMinutes, signal }: CommandOptions,
  ): Promise<CommandResult> {
    const end = this.clock.now().getTime() + (timeoutMinutes * 60 + deliverySeconds + 30) * 1000;
    const pause = backOff(this.clock, { firstMs: 100, mostMs: 3000 });
    for (;;) {
      await pause.wait(signal);
      const invocation = await send('ssm:GetCommandInvocation', async () => {
        try {
          return await ssm.send(new GetCommandInvocationCommand({ CommandId, InstanceId: instanceId }));
        } catch (error) {
          // SSM knows the command a moment before it knows that it runs in this instance.
          if (errorName(error) === 'InvocationDoesNotExist') return undefined;
          throw error;
        }
      }).catch(unanswered);
      const silent = invocation instanceof PreviewError ? invocation : undefined;
      const result = invocation instanceof PreviewError ? undefined : invocation && toResult(invocation);
      if (result) return result;
      if (this.clock.now().getTime() > end) {
        if (silent) throw silent;
        await cancel(ssm, CommandId);
        return { status: 'timed-out', stdout: '', stderr: '' };
      }
    }
  }
}

function sentTo({ instanceId, comment }: CommandOptions) {
  return { InstanceIds: [instanceId], Comment: comment.slice(0, 100), TimeoutSeconds: deliverySeconds };
}

function toResult(invocation: GetCommandInvocationResult): CommandResult | undefined {
  const status = outcomes[invocation.Status ?? ''];
  if (status === undefined) return undefined;
  const code = invocation.ResponseCode;
  return {
    status,
    // SSM writes -1 for a command that did not run.
    ...(code !== undefined && code >= 0 && { exitCode: code }),
    stdout: invocation.StandardOutputContent ?? '',
    stderr: invocation.StandardErrorContent ?? '',
  };
}

async function cancel(ssm: SSMClient, CommandId: string): Promise<void> {
  await send('ssm:CancelCommand', () => ssm.send(new CancelCommandCommand({ CommandId })));
}
