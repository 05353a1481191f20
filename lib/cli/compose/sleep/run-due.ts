import { releaseDue } from '../../../instances/hold/release';
import { due } from '../../../sleep/due';
import { sleep } from '../../../sleep/sleep';
import { wake } from '../../../sleep/wake';
import { answer, progressOf } from '../../answer';
import type { CommonOptions, Invocation, OptionsOf } from '../../command';
import type { noAnnounce } from '../../flags';
import { dueLines } from '../../render/sleep/due-lines';
import { anyPreview } from '../../session';
import { announceSleepOf, announcingOf } from '../announce';
import { openSession } from '../open-session';
import { openPorts } from '../ports';

/** `sleep --due`: shows the plan; acts with --execute only. */
export async function runDue(
  given: Invocation,
  options: CommonOptions & OptionsOf<typeof noAnnounce> & { readonly execute?: boolean },
): Promise<number> {
  const session = await openSession(given, options);
  const settings = session.settingsOf(anyPreview);
  const invocation: Invocation = { ...given, waitMinutes: settings.values.cleanup.maxMinutes };
  const { signal, terminal } = invocation;
  const progress = progressOf(invocation, options);
  // A dry run changes nothing, so it announces nothing.
  const outputs = options.execute ? await announcingOf(invocation, session, settings, options, progress) : undefined;
  const ports = await openPorts(invocation, session, settings, progress);
  const settingsOf = (branch: string) => session.settingsOf({ kind: 'preview', branch });
  try {
    const report = await due(ports, {
      settings,
      settingsOf,
      execute: options.execute === true,
      signal,
      deeds: {
        sleep: (of, because) => sleep(ports, { settings: of, signal, ...(because !== undefined && { because }) }),
        wake: (of) => wake(ports, { settings: of, signal }),
        release: (of) => releaseDue(ports, { settings: of, signal }),
      },
    });
    for (const { branch, act, outcome } of report.results) {
      if (signal.aborted) break;
      if (act !== 'release' && outcome === 'done') await announceSleepOf(ports, settingsOf(branch), outputs);
    }
    answer(invocation, options, report, () => dueLines(report, terminal));
    return report.incomplete !== undefined || report.results.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
  } finally {
    await ports.close();
  }
}
