import type { DeployStep } from '../../deploy/events';
import type { Progress, ProgressEvent } from '../../progress';
import { duration } from '../../text/duration';
import { shortHash } from '../../text/short-hash';
import { plain } from '../../text/visible';
import { announcedText, notAnnouncedText, pullRequestsText } from './announce-text';
import { bytes } from './bytes';
import { type Lines, openLines } from './lines';
import { paceText } from './pace-text';
import type { Terminal } from './terminal';

type Drawers = { readonly [Kind in ProgressEvent['kind']]: (event: Extract<ProgressEvent, { kind: Kind }>) => void };

const steps: Readonly<Record<DeployStep, string>> = {
  fence: 'branch and commit are still there',
  identity: 'AWS account is the right one',
  application: 'application stack is there',
  limit: 'the host is free, and there is room',
  bundle: 'bundle',
  platform: 'platform',
  synth: 'template',
  stack: 'stack',
  properties: 'what settings no longer name is taken away',
  health: 'healthy',
  record: 'record',
  seed: 'test data',
  'last-look': 'branch is still there',
};

/** What happens, in lines for people; between them, on a terminal, one line that says what is being waited for. */
export function textProgress(terminal: Terminal): Progress {
  const drawers = drawersFor(terminal, openLines(terminal));
  return { emit: (event) => (drawers[event.kind] as (event: ProgressEvent) => void)(event) };
}

function drawersFor(terminal: Terminal, { line, detail, wait, settled }: Lines): Drawers {
  const { dim, green, red, yellow, bold } = terminal.colors;
  const done = (step: DeployStep, milliseconds: number) =>
    settled(`  ${green('✓')} ${dim(duration(milliseconds).padStart(8))}  ${steps[step]}`);
  // A fence also ends when it lets nothing through: only the start of the deploy says that it was passed.
  let fenceMilliseconds = 0;
  return {
    'deploy-started': ({ target, commit, stackName }) => {
      done('fence', fenceMilliseconds);
      line(
        `${bold(plain(target.kind === 'preview' ? target.branch : target.kind))} ${dim(`${shortHash(commit)} → ${plain(stackName)}`)}`,
      );
    },
    'step-started': ({ step }) => terminal.transient(`  ${dim(`… ${steps[step]}`)}`),
    'step-finished': ({ step, milliseconds }) => {
      if (step === 'fence') fenceMilliseconds = milliseconds;
      else done(step, milliseconds);
    },
    'bundle-packed': ({ service, files, bytes: size, hash }) =>
      detail(`${service}: ${files} files, ${bytes(size)}, ${shortHash(hash)}`),
    'bundle-ready': ({ service, hash, how, from }) =>
      detail(`${service}: ${shortHash(hash)} ${how}${from ? ` from ${from}` : ''}`),
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
      for (const text of folded(logs.map(({ source, text }) => `${source} | ${text}`))) detail(text);
    },
    'stack-waiting': ({ stackName, status }) => wait(`${stackName} is in ${status}: waiting for its end`),
    'stack-still': ({ stackName, status, milliseconds, unanswered }) =>
      wait(
        unanswered === undefined
          ? `${stackName} is in ${status}, waited ${duration(milliseconds)}`
          : `${stackName} was in ${status}, waited ${duration(milliseconds)}; asked again, for ${unanswered}`,
      ),
    'stack-unchanged': ({ stackName }) => detail(`${stackName}: nothing to change`),
    'stack-operation-started': ({ stackName, operation, formerStatus }) =>
      detail(`${stackName}: ${operation}${formerStatus ? ` (was ${formerStatus})` : ''}`),
    'stack-event': ({ event: { logicalId, type, status, reason } }) => {
      if (status.endsWith('_FAILED')) {
        line(
          `  ${red('✗')} ${plain(logicalId)} ${dim(plain(type))} ${plain(status)}${reason ? `: ${plain(reason)}` : ''}`,
        );
      } else if (status.endsWith('_COMPLETE')) detail(`${logicalId} ${type} ${status}${reason ? `: ${reason}` : ''}`);
      else wait(`${logicalId} ${status}`);
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
      settled(`  ${mark} ${dim(duration(milliseconds).padStart(8))}  ${name}: ${outcome}, ${plain(because)}`);
    },
    'github-awaited': ({ milliseconds }) =>
      wait(`GitHub's rate limit is used up: waiting for its end, ${duration(milliseconds)} more`),
    'looked-at': ({ title, done, total }) =>
      terminal.transient(`  ${dim(`… ${done} of ${total} looked at: ${plain(title)}`)}`),
    'cleanup-pace': (pace) => terminal.transient(`  ${dim(`… ${plain(paceText(pace))}`)}`),
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
