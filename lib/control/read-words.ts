import type { KeepWords } from '../cleanup/keep/keep-words';
import { wishOf } from '../cleanup/keep/wish-of';
import { checkNamed } from '../deploy/rollback/choose-version';
import { survivable } from '../errors';
import { checkBranch } from '../naming/branch';
import { nearest } from '../naming/nearest';
import { serviceNameFault } from '../naming/project-name';
import type { ControlCommand, ControlVerb } from './command';

/** What was read. */
export type WordsReading =
  | {
      readonly kind: 'command';
      readonly command: ControlCommand;
      /** The same for people and for the audit: `keep 3d`. */
      readonly words: string;
    }
  | {
      readonly kind: 'help';
      /** Why it is no command, in sentences. They repeat nothing of what was written, so that it needs no care where they are shown. */
      readonly because: string;
    };

/** Reads `keep 3d`: a verb and what stands behind it. */
export function readWords(text: string): WordsReading {
  const [given = '', ...words] = text.split(/[ \t]+/).filter((word) => word !== '');
  if (given === '') return help('It does not say what to do.');
  // A branch may hold letters of any language. What a reader of the comment does not see is refused there, too.
  if (/[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u.test([given, ...words].join(''))) {
    return help('It holds a character that is not shown, or a white space of another kind.');
  }
  const verb = keyword(given);
  const command = isVerb(verb) ? readers[verb](words) : unknown(verb);
  return typeof command === 'string' ? help(command) : { kind: 'command', command, words: wordsOf(command) };
}

/** In lower case. Other alphabets have capitals whose small letters are ours: the sign of Kelvin (U+212A) is one. */
export function keyword(word: string): string {
  return /^[\x21-\x7e]*$/.test(word) ? word.toLowerCase() : word;
}

function help(because: string): WordsReading {
  return { kind: 'help', because };
}

/** The command, or why there is none. */
type Reader = (words: readonly string[]) => ControlCommand | string;

const readers: Readonly<Record<ControlVerb, Reader>> = {
  status: alone('status'),
  create: withOne('the name of a branch', (branch) => {
    if (branch !== undefined) checkBranch(branch);
    return { verb: 'create', ...(branch !== undefined && { branch }) };
  }),
  keep: readKeep,
  sleep: alone('sleep'),
  wake: alone('wake'),
  rebuild: alone('rebuild'),
  rollback: withOne('one version', (to) => {
    checkNamed(to);
    return { verb: 'rollback', ...(to !== undefined && { to }) };
  }),
  hold: ofService('hold'),
  release: alone('release'),
  destroy: alone('destroy'),
  logs: ofService('logs'),
  why: alone('why'),
  cost: alone('cost'),
  help: alone('help'),
};

function isVerb(text: string): text is ControlVerb {
  return Object.hasOwn(readers, text);
}

function unknown(verb: string): string {
  const [meant] = nearest(verb, Object.keys(readers));
  return `It names no command that there is.${meant === undefined ? '' : ` \`${meant}\` may be meant.`}`;
}

function alone(verb: Exclude<ControlVerb, 'create' | 'keep' | 'rollback' | 'hold' | 'logs'>): Reader {
  return (words) => (words.length === 0 ? { verb } : `\`${verb}\` takes nothing behind it.`);
}

/** A verb with one word behind it, or none. `read` throws on a word that it does not take. */
function withOne(what: string, read: (word: string | undefined) => ControlCommand): Reader {
  return ([word, ...others]) => (others.length > 0 ? `It takes ${what} and nothing else.` : hintOf(() => read(word)));
}

function ofService(verb: 'hold' | 'logs'): Reader {
  return ([service, ...others]) => {
    if (service === undefined) return { verb };
    if (others.length > 0) return `\`${verb}\` takes the name of one service and nothing else.`;
    return serviceNameFault(service) === undefined
      ? { verb, service }
      : 'No service has such a name: 1 to 7 lower-case letters and digits, a letter first.';
  };
}

function readKeep(words: readonly string[]): ControlCommand | string {
  const said = keepWords(words);
  if (said === undefined) return '`keep` takes one of `3d`, `until 2026-12-24`, `forever` and `no-longer`.';
  return hintOf(() => {
    wishOf(said);
    return { verb: 'keep', ...said };
  });
}

function keepWords([first = '', second, ...others]: readonly string[]): KeepWords | undefined {
  const word = keyword(first);
  if (word === 'until') return second === undefined || others.length > 0 ? undefined : { until: second };
  if (word === '' || second !== undefined) return undefined;
  if (word === 'forever') return { forever: true };
  return word === 'no-longer' ? { longer: false } : { for: first };
}

/** What is read, or the hint of why it cannot be: unlike the messages, no hint repeats what was written. */
function hintOf(read: () => ControlCommand): ControlCommand | string {
  try {
    return read();
  } catch (error) {
    return `It cannot be read. ${survivable(error).hint}`;
  }
}

/** A command in the words that it is read from. */
export function wordsOf(command: ControlCommand): string {
  const { verb } = command;
  if (verb === 'create') return joined(verb, command.branch);
  if (verb === 'rollback') return joined(verb, command.to);
  if (verb === 'hold' || verb === 'logs') return joined(verb, command.service);
  if (verb !== 'keep') return verb;
  if (command.until !== undefined) return `keep until ${command.until}`;
  return joined(verb, command.forever ? 'forever' : (command.for ?? 'no-longer'));
}

function joined(verb: string, word: string | undefined): string {
  return word === undefined ? verb : `${verb} ${word}`;
}
