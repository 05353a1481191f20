import { codeSpan } from './code-span';
import { link } from './link';
import { shellWord } from './shell-word';
import type { Subject } from './subject';
import { webAddress } from './web-address';

/** How a person has the preview made anew. */
export function rebuild({ branch, run }: Pick<Subject, 'branch' | 'run'>): string {
  const again = webAddress(run?.url) === undefined ? 'run the job again' : link('run the job again', run?.url ?? '');
  return `push to the branch, ${again}, or ${codeSpan(`npx preview-stacks deploy --branch ${shellWord(branch)}`, 1200)}`;
}
