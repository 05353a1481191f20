import { asleepText } from '../../../previews/record/asleep-text';
import type { SleepOutcome } from '../../../sleep/sleep-request';
import { duration } from '../../../text/duration';
import { plain } from '../../../text/visible';

/** What `sleep` says at its end. */
export function sleepLines({ kind, branch, sleep, goesOn, milliseconds }: SleepOutcome): readonly string[] {
  const how = kind === 'already' ? 'was asleep already' : `fell asleep in ${duration(milliseconds)}`;
  return [
    `${plain(branch)} ${how}: ${asleepText(sleep)}.`,
    ...goesOn,
    'Its URL answers 503 until `preview-stacks wake` or the next push.',
  ];
}
