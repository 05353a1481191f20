import { PreviewError } from '../errors';
import type { Clock } from '../ports/clock';
import type { Environment, Environments } from '../ports/environments';
import type { Probe, ProbeAnswer } from '../ports/probe';
import type { Progress } from '../progress';
import { EveryMinute, pollInterval } from '../stacks/poll-interval';

export interface HealthPorts {
  readonly environments: Environments;
  readonly probe: Probe;
  readonly clock: Clock;
  readonly progress: Progress;
}

export interface Wanted {
  readonly services: readonly {
    readonly service: string;
    readonly environmentName: string;
    /** Label of the version that must run. */
    readonly version: string;
    /** It has no URL to probe: Beanstalk's health must be green. */
    readonly byHealth: boolean;
  }[];
  /** Each must answer 200. */
  readonly healthUrls: readonly string[];
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Waits until the environments are ready, run the wanted versions, and the health paths answer 200 under their URLs: a stack that
 * is complete says nothing of all that (trap T14).
 *
 * @throws PreviewError `unhealthy` when the time is up, with what is missing
 */
export async function awaitHealth(ports: HealthPorts, wanted: Wanted): Promise<void> {
  const started = ports.clock.now().getTime();
  const reported = new Map<string, string>();
  const hand = new EveryMinute();
  for (;;) {
    const [answers, environments] = await Promise.all([
      Promise.all(wanted.healthUrls.map((url) => ports.probe.get(url))),
      Promise.all(wanted.services.map(({ environmentName }) => ports.environments.find(environmentName))),
    ]);
    tell(ports.progress, wanted, answers, environments, reported);
    const missing = [
      ...wanted.services.flatMap((service, index) => lacks(service, environments[index])),
      ...wanted.healthUrls.flatMap((url, index) => silence(url, answers[index])),
    ];
    if (missing.length === 0) return;
    const waited = ports.clock.now().getTime() - started;
    if (waited >= wanted.timeoutMs) throw unhealthy(missing, wanted.timeoutMs);
    if (hand.passed(waited)) ports.progress.emit({ kind: 'health-awaited', missing, milliseconds: waited });
    await ports.clock.sleep(pollInterval(waited), wanted.signal);
  }
}

function lacks(
  { environmentName: name, version, byHealth }: Wanted['services'][number],
  environment: Environment | undefined,
): string[] {
  if (environment === undefined) return [`Beanstalk knows no environment ${name}`];
  const { status, health, versionLabel, causes } = environment;
  const why = causes.length > 0 ? ` (${causes.join('; ')})` : '';
  if (status !== 'Ready') return [`${name} is ${status}, ${health}${why}`];
  if (versionLabel !== version) return [`${name} runs version ${versionLabel ?? 'none'} instead of ${version}${why}`];
  return byHealth && health !== 'Green' ? [`${name} is ${health}${why}`] : [];
}

function silence(url: string, answer: ProbeAnswer | undefined): string[] {
  if (answer === undefined) return [`${url} was not asked`];
  if (answer.kind === 'silent') return [`${url} does not answer: ${answer.reason}`];
  return answer.status === 200 ? [] : [`${url} answers ${answer.status}`];
}

/** Emits what is new since the last look. */
function tell(
  progress: Progress,
  wanted: Wanted,
  answers: readonly ProbeAnswer[],
  environments: readonly (Environment | undefined)[],
  reported: Map<string, string>,
): void {
  const news = (name: string, state: unknown) => {
    const text = JSON.stringify(state ?? 'none');
    if (reported.get(name) === text) return false;
    reported.set(name, text);
    return true;
  };
  wanted.services.forEach(({ service, environmentName }, index) => {
    const seen = environments[index];
    if (!news(environmentName, seen)) return;
    const { status, health, versionLabel, causes = [] } = seen ?? {};
    progress.emit({
      kind: 'environment-seen',
      service,
      environmentName,
      ...(status !== undefined && { status }),
      ...(health !== undefined && { health }),
      ...(versionLabel !== undefined && { versionLabel }),
      causes,
    });
  });
  wanted.healthUrls.forEach((url, index) => {
    const answer = answers[index];
    if (answer && news(url, answer)) progress.emit({ kind: 'url-probed', url, answer });
  });
}

function unhealthy(missing: readonly string[], timeoutMs: number): PreviewError {
  const minutes = Math.round(timeoutMs / 6_000) / 10;
  return new PreviewError('unhealthy', `Not healthy after ${minutes} min: ${missing.join('; ')}`, {
    fault: 'world',
    hint: 'The stack stays so that it can be looked into: fix the app and deploy again, or run `preview-stacks logs`.',
  });
}
