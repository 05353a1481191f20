import { releaseDue } from '../../../instances/hold/release';
import { due } from '../../../sleep/due';
import { sleep } from '../../../sleep/sleep';
import { wake } from '../../../sleep/wake';
import { answer, progressOf } from '../../answer';
import type { Invocation } from '../../command';
import { dueLines } from '../../render/sleep/due-lines';
import { anyPreview } from '../../session';
import { openSession } from '../open-session';
import { openPorts } from '../ports';

/** `sleep --due`: shows the plan; acts with --execute only. */
export async function runDue(
  given: Invocation,
  options: { readonly execute?: boolean; readonly json?: boolean },
): Promise<number> {
  const session = await openSession(given, options);
  const settings = session.settingsOf(anyPreview);
  const invocation: Invocation = { ...given, waitMinutes: settings.values.cleanup.maxMinutes };
  const { signal, terminal } = invocation;
  const ports = await openPorts(invocation, session, settings, progressOf(invocation, options));
  try {
    const report = await due(ports, {
      settings,
      settingsOf: (branch) => session.settingsOf({ kind: 'preview', branch }),
      execute: options.execute === true,
      signal,
      deeds: {
        sleep: (of, because) => sleep(ports, { settings: of, signal, ...(because !== undefined && { because }) }),
        wake: (of) => wake(ports, { settings: of, signal }),
        release: (of) => releaseDue(ports, { settings: of, signal }),
      },
    });
    answer(invocation, options, report, () => dueLines(report, terminal));
    return report.incomplete !== undefined || report.results.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
  } finally {
    await ports.close();
  }
}
