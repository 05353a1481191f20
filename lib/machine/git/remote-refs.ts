import { PreviewError } from '../../errors';
import type { Branch } from '../../ports/source-repository';

export interface RemoteRefs {
  readonly branches: readonly Branch[];
  /** Where HEAD points. @default the remote does not say */
  readonly defaultBranch?: string;
}

/**
 * Reads what `git ls-remote --symref` prints. A line that it should not print makes all of it untrustworthy: a branch that
 * is overlooked is a preview that is deleted.
 *
 * @throws PreviewError `remote-not-credible`
 */
export function readRemoteRefs(text: string): RemoteRefs {
  const branches: Branch[] = [];
  let defaultBranch: string | undefined;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const symbolic = /^ref: refs\/heads\/(.+)\tHEAD$/.exec(line);
    const plain = /^([0-9a-f]{40}|[0-9a-f]{64})\t(HEAD|refs\/.+)$/.exec(line);
    if (symbolic) defaultBranch = symbolic[1];
    else if (!plain && !/^ref: .+\t.+$/.test(line)) throw notCredible(line);
    const [, commit = '', ref = ''] = plain ?? [];
    if (ref.startsWith('refs/heads/')) branches.push({ name: ref.slice('refs/heads/'.length), commit });
  }
  return { branches, ...(defaultBranch !== undefined && { defaultBranch }) };
}

function notCredible(line: string): PreviewError {
  return new PreviewError('remote-not-credible', `git ls-remote printed ${JSON.stringify(line.slice(0, 200))}`, {
    fault: 'world',
    hint: 'Run `git ls-remote` here and see what prints that line.',
  });
}
