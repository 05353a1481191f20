import { PreviewError, unanswered } from '../errors';
import type { Clock } from '../ports/clock';
import type { Environment, Environments } from '../ports/environments';
import type { Probe, ProbeAnswer } from '../ports/probe';
import type { Progress } from '../progress';
import { EveryMinute, pollInterval } from '../stacks/poll-interval';
import { duration } from '../text/duration';
import { failedDeployment } from './failed-deployment';

export interface HealthPorts {
  readonly environments: Environments;
  readonly probe: Probe;
  readonly clock: Clock;
  readonly progress: Progress;
}

interface WantedService {
  readonly service: string;
  readonly environmentName: string;
  /** Label of the version that must run. */
  readonly version: string;
  /** It has no URL to probe: Beanstalk's health must be green. */
  readonly byHealth: boolean;
}

export interface Wanted {
  readonly services: readonly WantedService[];
  /** Each must answer 200. */
  readonly healthUrls: readonly string[];
  readonly timeoutMs: number;
  /** When CloudFormation last began to change the stack, by AWS's clock: what failed before is of another deploy. */
  readonly since: Date;
  readonly signal?: AbortSignal | undefined;
}

/** Beanstalk judges by the requests and reports of the last minute: its health lags so far behind an app that is well. */
const lagMs = 60_000;

/**
 * Waits until the environments are ready, run the wanted versions, and the health paths answer 200 under their URLs: a stack that
 * is complete says nothing of all that (trap T14). What AWS does not answer is asked again.
 *
 * @returns what Beanstalk says against it nevertheless, for people
 * @throws PreviewError `unhealthy` when the time is up, or when the deployment to an environment has failed for good, with what is missing
 */
export async function awaitHealth(ports: HealthPorts, wanted: Wanted): Promise<readonly string[]> {
  const started = ports.clock.now().getTime();
  ports.progress.emit({ kind: 'health-started', milliseconds: wanted.timeoutMs });
  const reported = new Map<string, string>();
  const hand = new EveryMinute();
  let answeredSince: number | undefined;
  for (;;) {
    const [answers, look] = await Promise.all([
      Promise.all(wanted.healthUrls.map((url) => ports.probe.get(url))),
      Promise.all(wanted.services.map(({ environmentName }) => ports.environments.find(environmentName))).catch(
        unanswered,
      ),
    ]);
    const waited = ports.clock.now().getTime() - started;
    const environments = look instanceof PreviewError ? [] : look;
    if (!(look instanceof PreviewError)) tell(ports.progress, wanted, answers, environments, reported);
    const missing = [
      ...(look instanceof PreviewError
        ? [look.message]
        : wanted.services.flatMap((service, index) => lacks(service, environments[index]))),
      ...wanted.healthUrls.flatMap((url, index) => silence(url, answers[index])),
    ];
    const said = wanted.services.flatMap((service, index) => sayings(service, environments[index]));
    const doubts = said.filter(({ health }) => health === 'Red').map(({ text }) => text);
    if (missing.length === 0 && doubts.length === 0) return [];
    // What ran before may answer on: a change of the configuration alone brings no other version.
    const because = [...missing, ...said.map(({ text }) => text)];
    const failed = await failedDeployment(ports.environments, wanted, environments);
    if (failed !== undefined)
      throw unhealthy(
        failed,
        because.filter((text) => !repeats(text, failed)),
      );
    if (missing.length === 0) {
      answeredSince ??= waited;
      if (waited >= Math.min(wanted.timeoutMs, answeredSince + lagMs)) return doubts;
    } else {
      answeredSince = undefined;
      if (waited >= wanted.timeoutMs) {
        throw unhealthy(`Not healthy after ${duration(wanted.timeoutMs)}`, because);
      }
      if (hand.passed(waited)) ports.progress.emit({ kind: 'health-awaited', missing, milliseconds: waited });
    }
    await ports.clock.sleep(pollInterval(waited), wanted.signal);
  }
}

function lacks({ environmentName: name, version, byHealth }: WantedService, environment?: Environment): string[] {
  if (environment === undefined) return [`Beanstalk knows no environment ${name}`];
  const { status, health, versionLabel } = environment;
  const why = whyOf(environment);
  if (status !== 'Ready') return [`${name} is ${status}, ${health}${why}`];
  if (versionLabel !== version) return [`${name} runs version ${versionLabel ?? 'none'} instead of ${version}${why}`];
  return byHealth && health !== 'Green' ? [`${name} is ${health}${why}`] : [];
}

/** What Beanstalk says against a service that is judged by its URL, where it says anything. */
function sayings(service: WantedService, environment?: Environment): { health: string; text: string }[] {
  if (environment === undefined || lacks(service, environment).length > 0) return [];
  const { health, causes } = environment;
  if (health !== 'Red' && (health === 'Green' || causes.length === 0)) return [];
  return [{ health, text: `Beanstalk says that ${service.environmentName} is ${health}${whyOf(environment)}` }];
}

function whyOf({ causes }: Environment): string {
  return causes.length > 0 ? ` (${causes.join('; ')})` : '';
}

function silence(url: string, answer: ProbeAnswer | undefined): string[] {
  if (answer === undefined) return [`${url} was not asked`];
  if (answer.kind === 'silent') return [`${url} does not answer: ${answer.reason}`];
  if (answer.status === 404) return [`${url} answers 404: name a path of the app in \`healthPath\` of the service`];
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

/** Whether it is the same failure once more, as a cause. */
function repeats(text: string, failed: string): boolean {
  const [, reason = ''] = /\bInstance deployment failed\W\s*(.+)/s.exec(failed) ?? [];
  return reason !== '' && text.includes(reason.replace(/\.$/, ''));
}

function unhealthy(what: string, because: readonly string[]): PreviewError {
  return new PreviewError('unhealthy', [what, because.join('; ')].filter((part) => part !== '').join(': '), {
    fault: 'world',
    hint: 'The stack stays so that it can be looked into: fix the app and deploy again, or run `preview-stacks logs`.',
  });
}
