import type { ControlVerb } from './command';

/** What each command takes and does. */
const commands: Readonly<Record<ControlVerb, readonly [takes: string, does: string]>> = {
  status: ['', 'says what there is, at which commit, and since when'],
  create: [' [branch]', "starts the branch's own pipeline, which makes the preview"],
  keep: [
    ' 3d | until 2026-12-24 | forever | no-longer',
    'keeps the preview from cleanup so long, whatever becomes of its branch',
  ],
  sleep: ['', 'stops instances and database; what they hold stays'],
  wake: ['', 'starts them again'],
  rebuild: ['', "starts the branch's own pipeline again"],
  rollback: [' [version]', 'brings back the version that ran before, or the one that is named'],
  hold: [' [service]', 'takes an instance out of traffic, for a look'],
  release: ['', 'ends what is held'],
  destroy: ['', 'deletes the preview with all its data'],
  logs: [' [service]', 'shows the newest lines of the app'],
  why: ['', 'says whether cleanup keeps or deletes the preview, and why'],
  cost: ['', 'says what the preview costs a day'],
  help: ['', 'says this'],
};

/** Each command as it is written, and what it does. */
export function helpOf(word: string): readonly (readonly [usage: string, does: string])[] {
  return Object.entries(commands).map(([verb, [takes, does]]) => [`${word} ${verb}${takes}`, does]);
}

/** The same as plain text, one line a command. */
export function helpLines(word: string): readonly string[] {
  return helpOf(word).map(([usage, does]) => `${usage}: ${does}`);
}
