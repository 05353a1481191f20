import type { HandedOver } from '../../init/hand-over';
import type { InitOutcome } from '../../init/init';
import { plain } from '../../text/visible';

const words: Readonly<Record<HandedOver['result'], (file: HandedOver, would: string) => string>> = {
  written: ({ path }, would) => `${would}written    ${path}`,
  extended: ({ path }, would) => `${would}extended   ${path}`,
  same: ({ path }) => `unchanged  ${path}`,
  beside: ({ path, at }, would) => `${would}written    ${at}: ${path} is there and differs; take from it what you need`,
  waiting: ({ path, at }) => `waiting    ${at}: take from it what ${path} needs, then delete it`,
  outdated: ({ at }) => `outdated   ${at}: delete it and run init again`,
};

/** What init did, for people. */
export function initLines({ dryRun, files, texts, notes, next }: InitOutcome): string[] {
  const would = dryRun ? 'would be ' : '';
  return [
    ...files.map((file) => plain(words[file.result](file, would))),
    ...(dryRun
      ? texts.filter(isNew(files)).flatMap(({ path, text }) => ['', `── ${plain(path)}`, ...shown(text)])
      : []),
    ...(notes.length > 0 ? ['', ...notes.map((note) => `note: ${plain(note)}`)] : []),
    '',
    'Next:',
    ...next.map((step, index) => `  ${index + 1}. ${plain(step)}`),
  ];
}

function isNew(files: readonly HandedOver[]): (file: { readonly path: string }) => boolean {
  const unchanged = new Set(files.filter(({ result }) => result === 'same').map(({ path }) => path));
  return ({ path }) => !unchanged.has(path);
}

function shown(text: string): string[] {
  return text.trimEnd().split('\n').map(plain);
}
