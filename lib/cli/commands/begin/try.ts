import { deployApplication } from '../../../application/deploy-application';
import { deploy } from '../../../deploy/deploy';
import { PreviewError } from '../../../errors';
import { readLogs } from '../../../instances/read-logs';
import type { Progress } from '../../../progress';
import { frontPage, isFault } from '../../../try/front-page';
import { onAws } from '../../../try/on-aws';
import { ofRepository } from '../../../try/own-paths';
import { answer, progressOf } from '../../answer';
import type { Command, Run } from '../../command';
import { openPorts } from '../../compose/ports';
import { openTrial, type Trial } from '../../compose/trial';
import { postgresOption } from '../../postgres-option';
import { promptOf } from '../../prompt';
import { noteLines, openingLines, type Tried, triedLines } from '../../render/trial-lines';
import { untilAborted } from '../../until-aborted';

export const command = {
  group: 'begin',
  summary: 'run the app here as a preview, without an account',
  description:
    'Deploys the working copy as it is, with what is not committed, as a preview on an embedded AWS endpoint of its own, asks its URL, shows its last log lines, and takes everything down. Ends with 1 where `/` answers 5xx. Works in any git repository, with settings or without: then with those that `init` would write. Says what it assumed and what AWS decides otherwise. The repository is only read; everything is in a temporary folder.',
  example: 'try --stay',
  flags: {
    '--stay': 'keep it up until you press Ctrl-C',
    '--yes': 'install what is missing (PostgreSQL, into the temporary folder) without asking',
    '--app <kind>': '`node`, `python` or `docker`, where there are no settings. Default: what the files say',
    '--postgres <url>': 'use this PostgreSQL server (as a superuser) instead of the embedded one',
    '--record-unknown':
      'record resource types of `extend` that the endpoint does not have, with nothing behind them. Default: refuse them',
  },
} as const satisfies Command;

/** `try`: a preview of the working copy on this machine, from nothing to its answer and away. */
export const run: Run<typeof command> = async (outer, { yes = false, stay = false, ...options }) => {
  const { terminal, signal } = outer;
  const postgresUrl = postgresOption(options.postgres);
  const ask = yes || options.json ? undefined : promptOf(outer);
  const trial = await openTrial(outer, {
    ...options,
    yes,
    ...(ask && { ask }),
    ...(postgresUrl !== undefined && { postgresUrl }),
  });
  try {
    return await deployed(trial);
  } catch (error) {
    throw withoutStack(ofRepository(error, trial.folders), signal);
  } finally {
    await trial.close();
  }

  async function deployed({ invocation, session, settings }: Trial): Promise<number> {
    for (const line of options.json ? [] : openingLines(trial)) terminal.err(line);
    const warnings: string[] = [];
    const progress = withoutWarnings(progressOf(outer, options), warnings);
    const ports = await openPorts(invocation, session, settings, progress);
    try {
      const shared = Object.create(ports, { progress: { value: failuresOf(progress) } }) as typeof ports;
      await deployApplication(shared, {
        ...session.applicationOf('staging'),
        repository: ports.repository.identity,
        signal,
      });
      const outcome = await deploy(ports, { settings, root: session.root, signal });
      // The branch of the copy is there and gets a preview: nothing else can become of it.
      const url = 'url' in outcome ? outcome.url : '';
      const { probe, clock } = ports;
      const logs = async (limit: number) => (await readLogs(ports, { settings, limit })).lines;
      const page = await frontPage({ url, probe, logs, clock, signal });
      const tried: Tried = {
        ...{ url, ...page, healthPath: healthPathOf(settings), branch: trial.branch.name },
        ...{ uncommitted: trial.uncommitted, assumed: trial.assumed, replaced: trial.replaced },
        onAws: [...trial.notes, ...warnings, ...onAws(settings.values, trial.replaced, process.version)],
      };
      answer(outer, options, tried, () => triedLines(tried, stay));
      if (stay) await untilAborted(signal);
      return isFault(page.probed) ? 1 : 0;
    } catch (error) {
      // They may name the cause.
      for (const line of options.json || signal.aborted ? [] : noteLines([...trial.notes, ...warnings]))
        terminal.err(line);
      throw error;
    } finally {
      await ports.close();
    }
  }
};

/** What went wrong, without advice for a stack that stays: here none does. */
function withoutStack(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) {
    return new PreviewError('interrupted', 'Stopped on request; everything of this try is taken down', {
      fault: 'user',
    });
  }
  if (!(error instanceof PreviewError) || !['unhealthy', 'stack-failed'].includes(error.code)) return error;
  const { code, message, fault, faults, cause } = error;
  const hint = 'Everything of this try is taken down. Fix what the app says above, and try again.';
  return new PreviewError(code, message, { fault, hint, faults, cause });
}

/** What is warned of is said at the end, with what else AWS decides. */
function withoutWarnings(progress: Progress, warnings: string[]): Progress {
  return {
    emit: (event) => {
      if (event.kind === 'warned') warnings.push(event.message);
      else progress.emit(event);
    },
  };
}

/** Of what all previews share, a try shows only what goes wrong. */
function failuresOf(progress: Progress): Progress {
  return {
    emit: (event) => {
      if (event.kind === 'warned' || (event.kind === 'stack-event' && event.event.status.endsWith('_FAILED'))) {
        progress.emit(event);
      }
    },
  };
}

/** Of the service that answers at the URL. */
function healthPathOf({ values: { services } }: Trial['settings']): string {
  return (services.web ?? Object.values(services)[0])?.healthPath ?? '/';
}
