import { survivable } from '../../errors';
import { checkBranch } from '../../naming/branch';
import type { ControlCommand, ControlVerb } from '../command';
import { keyword, readWords } from '../read-words';

/** What was read in a chat. */
export type ChatReading =
  | {
      readonly kind: 'command';
      readonly command: ControlCommand;
      /** The same for people and for the audit, without the branch: `keep 3d`. */
      readonly words: string;
      /** Raw name. */
      readonly branch: string;
    }
  /** All previews are asked for. */
  | { readonly kind: 'list' }
  | {
      readonly kind: 'help';
      /** Why it is no command, in sentences that repeat nothing of what was written. @default help was asked for */
      readonly because?: string;
    };

/** No command is longer: a branch has 4,096 bytes at most. */
const most = 8_192;

/** Reads `keep login-page 3d`: in a chat the branch stands behind the verb. */
export function readChat(text: string): ChatReading {
  if (text.length > most) return { kind: 'help', because: 'It is too long.' };
  const [given = '', branch, ...rest] = wordsOf(text);
  const verb = keyword(given);
  if (given === '' || (verb === 'help' && branch === undefined)) return { kind: 'help' };
  if (verb === 'status' && branch === undefined) return { kind: 'list' };
  // What `create` takes behind it is its branch, as in a pull request.
  const isCreate = verb === 'create';
  const reading = readWords([given, ...(isCreate && branch !== undefined ? [branch] : []), ...rest].join(' '));
  if (reading.kind === 'help') return reading;
  if (branch === undefined) {
    return { kind: 'help', because: `It does not say of which branch: the branch stands behind \`${verb}\`.` };
  }
  const fault = branchFault(branch);
  if (fault !== undefined) return { kind: 'help', because: fault };
  return {
    kind: 'command',
    command: reading.command,
    words: isCreate ? ('create' satisfies ControlVerb) : reading.words,
    branch,
  };
}

/** The words of a line. Slack's own editor writes no-break spaces, and people copy names with the backticks around them. */
export function wordsOf(text: string): readonly string[] {
  return text
    .split(/[ \t\n\u00a0]+/)
    .map((word) => /^`([^`]+)`$/.exec(word)?.[1] ?? word)
    .filter((word) => word !== '');
}

function branchFault(branch: string): string | undefined {
  if (/[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u.test(branch)) {
    return 'It holds a character that is not shown, or a white space of another kind.';
  }
  try {
    checkBranch(branch);
    return undefined;
  } catch (error) {
    return `It names no branch. ${survivable(error).hint}`;
  }
}
