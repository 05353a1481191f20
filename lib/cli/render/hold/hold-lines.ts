import type { HoldEvent } from '../../../instances/events';
import type { HoldOutcome, ReleaseOutcome, Usual } from '../../../instances/hold/hold-request';
import { duration } from '../../../text/duration';
import { moment } from '../../../text/moment';
import { shellWord } from '../../../text/shell-word';
import { plain } from '../../../text/visible';

/** A step of `hold` or `release`, for people. */
export function stepText({
  step,
  service,
  instanceId,
  gap,
}: Extract<HoldEvent, { readonly kind: 'hold-step' }>): string {
  switch (step) {
    case 'grow':
      return `${plain(service)}: a second instance starts, so that somebody answers meanwhile`;
    case 'others':
      return `${plain(service)}: until others than ${instanceId} are well`;
    case 'leave':
      return `${instanceId} leaves the traffic${gap ? `: ${gapText(service, gap)}` : ''}`;
    case 'end':
      return `${instanceId} ends`;
    case 'shrink':
      return `${plain(service)}: as many instances as before`;
  }
}

/** What `hold` answers. */
export function holdLines({ branch, held, already, gap }: HoldOutcome): readonly string[] {
  const { service, instanceId, since, until, by, why, grownFrom } = held;
  const who = by === undefined ? '' : ` by ${plain(by)}`;
  const reason = why === undefined ? '' : ` (${plain(why)})`;
  const named = `--branch ${shellWord(plain(branch))}`;
  return [
    `${instanceId} of ${plain(service)} is out of traffic${already ? ` since ${moment(new Date(since))}${who}` : ''}${reason}, and runs on as it is.`,
    ...(gap ? [gapText(service, gap)] : []),
    `It is released at ${moment(new Date(until))} by the hourly job, or by: preview-stacks release ${named}`,
    `Look inside: preview-stacks exec ${named} --held -- ps aux`,
    ...(grownFrom ? [`${plain(service)} has two instances more than its settings say until then.`] : []),
    'Deploys are refused meanwhile, except with --release.',
  ];
}

/** What `release` answers. */
export function releaseLines(outcome: ReleaseOutcome): readonly string[] {
  if (outcome.kind === 'nothing-held') return [`No instance of ${plain(outcome.branch)} is held.`];
  const fates = {
    ended: 'is released: it has ended, and what was on its disk is gone',
    gone: 'had ended already; what was on its disk is gone',
    'in-traffic': 'was not out of traffic yet, and serves on',
  };
  return [
    ...outcome.instances.map(({ instanceId, service, fate }) => `${instanceId} of ${plain(service)} ${fates[fate]}.`),
    ...outcome.shrunk.map((service) => `${plain(service)} has as many instances as before.`),
  ];
}

function gapText(service: string, { shortest, longest }: Usual): string {
  const between = shortest === longest ? duration(longest) : `${duration(shortest)} to ${duration(longest)}`;
  return `No instance answers for ${plain(service)} until another one runs: usually ${between}.`;
}
