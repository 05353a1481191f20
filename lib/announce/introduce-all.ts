import { PreviewError } from '../errors';
import type { Progress } from '../progress';
import type { ResolvedSettings } from '../settings/resolve';
import { type IntroducePorts, introduce } from './introduce';

/** Each costs a request at least; a pull request is seldom opened long after the first deploy of its branch. */
const lookedAtMost = 50;

/**
 * Introduces the previews that stay, as far as there is time.
 *
 * @returns numbers of the pull requests that were told, and why not of all
 */
export async function introduceAll(
  ports: IntroducePorts & { readonly progress: Progress },
  settings: ResolvedSettings,
  request: { readonly staying: readonly string[]; readonly isOver: () => boolean },
): Promise<{ readonly introduced: readonly number[]; readonly failure: PreviewError | undefined }> {
  const introduced: number[] = [];
  let failure: PreviewError | undefined;
  for (const branch of request.staying.slice(0, lookedAtMost)) {
    if (request.isOver()) break;
    try {
      const told = await introduce(ports, { ...settings, target: { kind: 'preview', branch }, branch });
      if (told.length > 0) ports.progress.emit({ kind: 'introduced', branch, pullRequests: told });
      introduced.push(...told);
    } catch (error) {
      if (!(error instanceof PreviewError)) throw error;
      failure ??= error;
    }
  }
  return { introduced, failure };
}
