import { isDeepStrictEqual } from 'node:util';
import type { ControlCommand, ControlVerb } from '../control/command';
import { readWords, wordsOf } from '../control/read-words';
import { PreviewError } from '../errors';
import { checkBranch } from '../naming/branch';
import type { Asked } from './acts';

/** What a page can ask for. The answers to questions it shows anyway. */
export const pageVerbs = [
  ...(['create', 'wake', 'sleep', 'keep', 'rebuild', 'rollback', 'hold', 'release', 'destroy'] as const),
] satisfies readonly ControlVerb[];

/**
 * The body of a request for an act. It is put into words and read by the one grammar: what that reads must be what was given.
 *
 * @throws PreviewError `act-unreadable`, `branch-invalid`
 */
export function readAct(body: unknown): Omit<Asked, 'by'> {
  if (!isObject(body) || Object.keys(body).sort().join() !== 'branch,command') {
    throw unreadable('It has to be an object with `branch` and `command`, and nothing else');
  }
  const { branch, command } = body;
  if (typeof branch !== 'string') throw unreadable('`branch` has to be a text');
  checkBranch(branch);
  if (!isObject(command) || !Object.values(command).every((value) => ['string', 'boolean'].includes(typeof value))) {
    throw unreadable('`command` has to be an object of texts');
  }
  const reading = readWords(wordsOf(command as ControlCommand));
  if (reading.kind === 'help' || !isDeepStrictEqual(reading.command, command)) {
    throw unreadable('`command` has a verb, a key or a value that is not known');
  }
  if (!isOfPage(reading.command)) throw unreadable(`The page itself answers \`${reading.command.verb}\``);
  if (reading.command.verb === 'create' && reading.command.branch !== undefined) {
    throw unreadable('`branch` stands beside `command`, and not in it');
  }
  return { branch, command: reading.command, words: reading.words };
}

function isOfPage(command: ControlCommand): command is ControlCommand<(typeof pageVerbs)[number]> {
  return (pageVerbs as readonly ControlVerb[]).includes(command.verb);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unreadable(because: string): PreviewError {
  return new PreviewError('act-unreadable', because, {
    fault: 'user',
    hint: 'Load the page again: it may be one of another version.',
  });
}
