import { PreviewError } from '../errors';
import { environmentOutputs } from '../facts/environment-outputs';
import { explain } from '../health/explain';
import { runAsApp } from '../instances/run-as-app';
import type { CommandResult } from '../ports/commands';
import type { DeployData, PreviewRecord, SeedState } from '../ports/record';
import type { RecordLocation } from '../ports/records';
import { updateRecord } from '../previews/update-record';
import type { SeedSettings } from '../settings/settings';
import type { DeployPorts } from './deploy-request';
import { withData } from './records';

export interface SeedRequest {
  readonly wanted: SeedSettings;
  readonly record: PreviewRecord;
  readonly location: RecordLocation;
  readonly outputs: Readonly<Record<string, string>>;
  readonly environmentName: (service: string) => string;
  readonly signal?: AbortSignal | undefined;
}

/** Whether the test data are in the database that the stack has now. */
export function isSeeded(record: PreviewRecord | undefined, outputs: SeedRequest['outputs']): boolean {
  return record?.seed.state === 'done' && record.seed.database === databaseOf(outputs);
}

function databaseOf(outputs: SeedRequest['outputs']): string {
  return outputs[environmentOutputs.databaseIdentifier] ?? '';
}

/**
 * Installs test data once in the life of a database. After an interrupted run (the record says `started`) and for a
 * replaced database it starts again.
 *
 * @throws PreviewError `seed-failed`: the record then says that there is no data, and the next deploy tries again
 */
export async function seed(ports: DeployPorts, request: SeedRequest): Promise<'seeded' | 'kept'> {
  const { wanted, record, location } = request;
  if (isSeeded(record, request.outputs)) return 'kept';

  const database = databaseOf(request.outputs);
  const mark = (state: SeedState, data?: DeployData) =>
    updateRecord(ports.records, location, (now = record) => {
      const marked = { ...now, seed: { state, database } };
      return data === undefined ? marked : withData(marked, data);
    });
  const result = await runAsApp(ports, {
    environmentName: request.environmentName(wanted.service),
    command: wanted.command,
    what: 'the seed command',
    comment: `preview-stacks: test data for ${location.targetId}`,
    timeoutMinutes: wanted.timeoutMinutes,
    signal: request.signal,
    chosen: async (instanceId) => {
      await mark('started');
      const milliseconds = wanted.timeoutMinutes * 60_000;
      ports.progress.emit({ kind: 'seed-started', service: wanted.service, instanceId, milliseconds });
    },
  });
  const ok = result.status === 'succeeded';
  ports.progress.emit({ kind: 'seed-finished', ok, stdout: result.stdout, stderr: result.stderr });
  await (ok ? mark('done', 'seeded') : mark('none', 'seed-failed'));
  if (ok) return 'seeded';
  const said = [result.stdout, result.stderr];
  const known = explain(said, { hasDatabase: database !== '', service: wanted.service });
  if (known) ports.progress.emit({ kind: 'explained', ...known });
  request.signal?.throwIfAborted();
  throw new PreviewError('seed-failed', `The seed command ${wanted.command} ${howItEnded(result)}`, {
    fault: 'world',
    hint: 'The preview runs without its test data; fix the command, and the next deploy runs it again.',
  });
}

function howItEnded({ status, exitCode }: CommandResult): string {
  if (status === 'timed-out') return 'did not end in time';
  if (status === 'cancelled') return 'was cancelled';
  return exitCode === undefined ? 'could not be started' : `ended with exit code ${exitCode}`;
}
