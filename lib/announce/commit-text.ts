import { codeSpan } from './code-span';
import type { Subject } from './subject';

/** A full SHA, which GitHub makes a link of wherever the repository is, and what its message begins with. */
export function commitText({ commit, message }: Pick<Subject, 'commit' | 'message'>): string {
  const name = /^[0-9a-f]{40}$/.test(commit) ? commit : codeSpan(commit);
  return message === undefined ? name : `${name} ${codeSpan(message)}`;
}
