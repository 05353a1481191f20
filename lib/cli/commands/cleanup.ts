import { cleanup } from '../../cleanup/cleanup';
import { PreviewError } from '../../errors';
import { answer, progressOf } from '../answer';
import type { Run } from '../command';
import { openWorld } from '../compose';
import { reportLines } from '../render/cleanup-report';
import { anyPreview, openSession } from '../session';

interface CleanupOptions {
  readonly execute?: boolean;
  readonly maxDeletions?: string;
  readonly maxShare?: string;
  readonly maxMinutes?: string;
}

/** `cleanup`: shows the plan; acts with --execute only. */
export const run: Run<CleanupOptions> = async (invocation, options) => {
  const maxDeletions = limitOf(
    '--max-deletions',
    options.maxDeletions,
    (value) => Number.isInteger(value) && value >= 0,
  );
  const maxShare = limitOf('--max-share', options.maxShare, (value) => value >= 0 && value <= 1);
  const maxMinutes = limitOf('--max-minutes', options.maxMinutes, (value) => value > 0 && Number.isFinite(value));
  const session = await openSession(invocation, options);
  const settings = session.settingsOf(anyPreview);
  const world = await openWorld(invocation, session, settings, progressOf(invocation, options));
  try {
    const report = await cleanup(world, {
      settings,
      execute: options.execute === true,
      ...(maxDeletions !== undefined && { maxDeletions }),
      ...(maxShare !== undefined && { maxShare }),
      ...(maxMinutes !== undefined && { maxMinutes }),
      signal: invocation.signal,
    });
    answer(invocation, options, report, () => reportLines(report, invocation.terminal));
    return report.plan.refusal || report.left.length > 0 ? 1 : 0;
  } finally {
    await world.close();
  }
};

const hints = {
  '--max-deletions': 'It takes a whole number.',
  '--max-share': 'It takes a number from 0 to 1.',
  '--max-minutes': 'It takes a number of minutes above 0.',
} as const;

function limitOf(
  flag: keyof typeof hints,
  text: string | undefined,
  fits: (value: number) => boolean,
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== '' && fits(value)) return value;
  throw new PreviewError('option-invalid', `${flag} is "${text}"`, {
    fault: 'user',
    hint: hints[flag],
  });
}
