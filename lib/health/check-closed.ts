import { PreviewError } from '../errors';
import type { Clock } from '../ports/clock';
import type { Probe, ProbeAnswer } from '../ports/probe';

/** Instances of a rolling deployment take the new configuration one after the other. */
const tries = 5;
const pauseMs = 3000;

/**
 * Asks each URL as a stranger does, without a password: settings that close a target close nothing where the bundle has no access hook, or where
 * another proxy answers.
 *
 * @throws PreviewError `access-open` with what each answers that does not ask
 */
export async function checkClosed(
  ports: { readonly probe: Probe; readonly clock: Clock },
  urls: readonly string[],
  signal?: AbortSignal,
): Promise<void> {
  for (let round = 1; ; round += 1) {
    const answers = await Promise.all(urls.map((url) => ports.probe.get(`${url}/`)));
    const open = urls.flatMap((url, index) => saying(url, answers[index]));
    if (open.length === 0) return;
    if (round === tries) {
      throw new PreviewError('access-open', `The settings ask for a password, and ${open.join('; ')}`, {
        fault: 'world',
        hint: 'It can be looked at by anybody now. The bundle must hold the access hook (bundles of an older release and ready zips do not), and nginx must be the proxy: docs/access.md.',
      });
    }
    await ports.clock.sleep(pauseMs, signal);
  }
}

/** An app may answer 401 by itself; only the proxy asks in the words of our hook. */
function saying(url: string, answer: ProbeAnswer | undefined): string[] {
  if (answer?.kind !== 'answered') return [`${url} does not answer: ${answer?.reason ?? 'it was not asked'}`];
  const { status, challenge } = answer;
  if (status === 401 && challenge === 'Basic realm="Preview"') return [];
  return [`${url} answers ${status} to a request without one`];
}
