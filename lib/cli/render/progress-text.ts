import type { DeployStep } from '../../deploy/events';
import type { Clock } from '../../ports/clock';
import type { Progress, ProgressEvent } from '../../progress';
import type { Ended } from '../../stacks/resource-times';
import { duration } from '../../text/duration';
import { moment } from '../../text/moment';
import { shortHash } from '../../text/short-hash';
import { plain, withoutColours } from '../../text/visible';
import { announcedText, notAnnouncedText, pullRequestsText } from './announce-text';
import { bytes } from './bytes';
import { countText } from './clock/frame';
import { endedText, failureText, goesOn } from './clock/resource-lines';
import { stepWords } from './clock/step-words';
import { Watched, type WatchedStack } from './clock/watched';
import { stepText } from './hold/hold-lines';
import { type Lines, openLines } from './lines';
import type { Terminal } from './terminal';

export type Drawers = {
  readonly [Kind in ProgressEvent['kind']]: (event: Extract<ProgressEvent, { kind: Kind }>, noticed: Noticed) => void;
};

/** What happens, in lines for people: a line a resource and step with its time, as logs of CI keep them. */
export function textProgress(terminal: Terminal, clock: Pick<Clock, 'now'>): Progress {
  const watched = new Watched();
  const now = () => clock.now().getTime();
  const drawers = drawersFor(terminal, openLines(terminal), { watched, now });
  const emit = (event: ProgressEvent) => {
    const former = event.kind === 'stack-event' ? watched.stack(event.stackName) : undefined;
    draw(drawers, event, { ended: watched.take(event, now()), former });
  };
  return { emit };
}

/** What an event meant for what is watched. */
export interface Noticed {
  /** The resource that ended with it. */
  readonly ended: Ended | undefined;
  /** The operation as it was before the event. */
  readonly former: WatchedStack | undefined;
}

export function draw(drawers: Drawers, event: ProgressEvent, noticed: Noticed): void {
  (drawers[event.kind] as (event: ProgressEvent, noticed: Noticed) => void)(event, noticed);
}

/** The line of each event; what is `watched` has taken the event already. */
export function drawersFor(
  terminal: Terminal,
  { line, detail, wait, settled }: Lines,
  { watched, now }: { readonly watched: Watched; readonly now: () => number },
): Drawers {
  const { dim, green, red, yellow, bold } = terminal.colors;
  const done = (step: DeployStep, milliseconds: number) =>
    settled(`  ${green('✓')} ${dim(duration(milliseconds).padStart(10))}  ${stepWords[step]}`);
  // A fence also ends when it lets nothing through: only the start of the deploy says that it was passed.
  let fenceMilliseconds = 0;
  return {
    'deploy-started': ({ target, commit, stackName }) => {
      done('fence', fenceMilliseconds);
      line(
        `${bold(plain(target.kind === 'preview' ? target.branch : target.kind))} ${dim(`${shortHash(commit)} → ${plain(stackName)}`)}`,
      );
    },
    'rollback-started': ({ target, from, to, stackName, services }) => {
      const name = plain(target.kind === 'preview' ? target.branch : target.kind);
      const which = services ? ` (${services.map(plain).join(', ')})` : '';
      line(`${bold(name)} ${dim(`${shortHash(from)} back to ${shortHash(to)}${which} → ${plain(stackName)}`)}`);
    },
    'step-started': () => undefined,
    'usual-times': () => undefined,
    'health-started': () => undefined,
    'step-finished': ({ step, milliseconds }) => {
      if (step === 'fence') fenceMilliseconds = milliseconds;
      else done(step, milliseconds);
    },
    'dependencies-installing': ({ service, by, machine }) =>
      detail(`${service}: ${by} installs the production dependencies for ${machine}`),
    'bundle-packed': ({ service, files, bytes: size, hash, dependencies }) =>
      detail(
        `${service}: ${files} files, ${bytes(size)}, ${shortHash(hash)}${dependencies?.how === 'packed' ? `, with its dependencies (${plain(dependencies.because)})` : ''}`,
      ),
    'bundle-ready': ({ service, hash, how, from }) =>
      detail(`${service}: ${shortHash(hash)} ${how}${from ? ` from ${from}` : ''}`),
    'asset-packed': ({ name, files, bytes: size, hash }) =>
      detail(`${name}: ${many(files, 'file')}, ${bytes(size)}, ${shortHash(hash)}`),
    'asset-ready': ({ name, hash, how }) => detail(`${name}: ${shortHash(hash)} ${how}`),
    'sleep-started': ({ stackName, services }) =>
      line(`${bold('sleep')} ${dim(`${plain(stackName)} (${services.map(plain).join(', ')})`)}`),
    'wake-started': ({ stackName, services }) =>
      line(`${bold('wake')} ${dim(`${plain(stackName)} (${services.map(plain).join(', ')})`)}`),
    'database-seen': ({ instance, status = 'not there', milliseconds }) =>
      wait(`database ${plain(instance)}: ${plain(status)} (${duration(milliseconds)})`),
    'environment-seen': ({ service, status = 'not there yet', health = 'no health yet', causes }) =>
      wait(`${service}: ${status}, ${health}${causes[0] ? `: ${causes[0]}` : ''}`),
    'health-awaited': ({ missing, milliseconds }) => wait(`waited ${duration(milliseconds)}: ${missing.join('; ')}`),
    warned: ({ message }) => line(`  ${yellow('!')} ${plain(message)}`),
    'url-probed': ({ url, answer }) => wait(`${url}: ${answer.kind === 'answered' ? answer.status : answer.reason}`),
    'seed-started': ({ service, instanceId }) => detail(`in ${service}, instance ${instanceId}`),
    'seed-finished': ({ stdout, stderr, ok }) => {
      for (const text of [...outputLines(stdout), ...outputLines(stderr)]) detail(text);
      if (!ok) line(`  ${red('✗')} test data`);
    },
    evidence: ({ environmentName, events, logs }) => {
      line(`  ${yellow(`What ${plain(environmentName)} last said`)}`);
      for (const { at, severity, message } of events) detail(`${at.toISOString()} ${severity} ${message}`);
      for (const text of folded(logs.map(({ source, text }) => `${source} | ${withoutColours(text)}`))) detail(text);
    },
    explained: ({ cause, fix }) => {
      line(`  ${yellow('!')} ${cause}.`);
      detail(fix);
    },
    asked: ({ by, asked, branch }) =>
      line(`${plain(by)} asks for ${plain(asked)}${branch === undefined ? '' : ` of ${plain(branch)}`}`),
    listening: ({ projects }) => line(`Listening in Slack for ${plain(projects.join(', '))}`),
    'logs-awaited': ({ because, milliseconds }) =>
      line(`  ${yellow('!')} ${plain(because)}: asked again in ${duration(milliseconds)}`),
    'environment-gone': ({ service, environmentName }) =>
      line(`  ${yellow('!')} ${plain(service)}: the environment ${plain(environmentName)} is gone`),
    'hold-step': (event) => detail(stepText(event)),
    'hold-awaited': ({ missing, milliseconds }) => wait(`waited ${duration(milliseconds)}: ${plain(missing)}`),
    'stack-waiting': ({ stackName, status }) => wait(`${stackName} is in ${status}: waiting for its end`),
    'stack-still': ({ stackName, status, milliseconds, unanswered }) => {
      const waited = `waited ${duration(milliseconds)}`;
      const asked = unanswered === undefined ? '' : `; asked again, for ${unanswered}`;
      const stack = unanswered === undefined ? watched.stack(stackName) : undefined;
      wait(`${stackName} ${asked ? 'was' : 'is'} in ${status}, ${waited}${asked}${stack ? goesOn(stack, now()) : ''}`);
    },
    'stack-unchanged': ({ stackName }) => detail(`${stackName}: nothing to change`),
    'stack-operation-started': ({ stackName, operation, formerStatus }) =>
      detail(`${stackName}: ${operation}${formerStatus ? ` (was ${formerStatus})` : ''}`),
    'stack-event': ({ stackName, event }, { ended, former }) => {
      if (event.status.endsWith('_FAILED')) line(`  ${red('✗')} ${failureText(event, ended)}`);
      else if (ended) detail(endedText(ended, former));
      else if (former && !watched.stack(stackName) && !watched.steps.has('stack') && !watched.removals.has(stackName)) {
        const mark = /ROLLBACK|FAILED/.test(event.status) ? red('✗') : green('✓');
        const text = `${plain(stackName)}: ${plain(event.status)}, ${countText(former)}`;
        settled(`  ${mark} ${dim(duration(now() - former.since).padStart(10))}  ${text}`);
      }
    },
    'bucket-emptying': ({ bucket, deleted, done }) =>
      (done ? detail : wait)(`${bucket}: ${many(deleted, 'object version')} deleted`),
    listed: ({ what, count, complete }) => {
      if (!complete) line(`  ${yellow('!')} ${what}: the listing broke off after ${count}`);
    },
    planned: () => undefined,
    'removal-started': ({ branch, stackName }) =>
      line(`  ${dim('…')} ${plain(branch ?? stackName)}: deleting ${plain(stackName)}`),
    'removal-finished': ({ result: { outcome, branch, stackName, because, milliseconds } }) => {
      const mark = outcome === 'deleted' ? green('✓') : outcome === 'skipped' ? yellow('–') : red('✗');
      const name = plain(branch ?? stackName);
      settled(`  ${mark} ${dim(duration(milliseconds).padStart(10))}  ${name}: ${outcome}, ${plain(because)}`);
    },
    'github-awaited': ({ milliseconds }) =>
      wait(`GitHub's rate limit is used up: waiting for its end, ${duration(milliseconds)} more`),
    'looked-at': () => undefined,
    'cleanup-pace': () => undefined,
    announced: (said) => {
      const text = announcedText(said);
      if (text !== undefined) line(`  ${green('✓')} ${dim(text)}`);
    },
    'not-announced': (failure) => line(`  ${yellow('!')} ${plain(notAnnouncedText(failure))}`),
    'announcing-off': ({ because }) => line(`  ${yellow('!')} nothing is announced on GitHub: ${plain(because)}`),
    'removal-announced': ({ targetId, pullRequests }) =>
      detail(
        `${targetId}: GitHub knows that it is gone${pullRequests.length > 0 ? `, ${pullRequestsText(pullRequests)} too` : ''}`,
      ),
    'expiry-announced': ({ branch, goesAt, pullRequests }) =>
      detail(
        `${plain(branch)}: wrote that it goes after ${moment(goesAt)}${pullRequests.length > 0 ? ` ${pullRequestsText(pullRequests)}` : ''}`,
      ),
    introduced: ({ branch, pullRequests }) =>
      detail(`${plain(branch)}: wrote where it answers ${pullRequestsText(pullRequests)}`),
    'stale-deployment-closed': ({ environment, deployment }) =>
      detail(`${environment}: deployment ${deployment} said "deploying" for too long and was ended`),
    swept: ({ targetId, objects }) => detail(`${targetId}: ${many(objects, 'leftover object')} deleted`),
  };
}

/** A line that comes again and again once, with how often. */
function folded(lines: readonly string[]): string[] {
  const runs: { readonly text: string; count: number }[] = [];
  for (const text of lines) {
    const last = runs.at(-1);
    if (last?.text === text) last.count += 1;
    else runs.push({ text, count: 1 });
  }
  return runs.map(({ text, count }) => (count === 1 ? text : `${text} (${count} times)`));
}

function outputLines(text: string): string[] {
  return text.trimEnd() === '' ? [] : text.trimEnd().split('\n');
}

function many(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
