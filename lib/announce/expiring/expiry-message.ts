import type { ChatMessage } from '../../ports/chat';
import { moment } from '../../text/moment';
import { shellWord } from '../../text/shell-word';
import { visible } from '../../text/visible';
import type { Expiring } from './expiring';

const linesAtMost = 20;

/** What a person does to keep a preview; `days` as settings allow it. */
export function keepCommand(branch: string, days: number): string {
  return `npx preview-stacks keep --branch ${shellWord(branch)} --for ${days}d`;
}

/** The chat's message about previews that go soon. */
export function expiryMessage(
  project: string,
  expiring: readonly (Expiring & { readonly days: number | undefined })[],
  log?: string,
): ChatMessage {
  const { length } = expiring;
  const lines = expiring.slice(0, linesAtMost).map(({ preview: { branch }, expiry: { goesAt, lastPush }, days }) => {
    const how = days === undefined ? 'A push keeps it' : `A push keeps it, or ${keepCommand(branch, days)}`;
    const text = `goes after ${moment(goesAt)}, with its data: last push ${moment(lastPush)}. ${how}`;
    return { label: visible(branch), text: visible(text, 900) };
  });
  return {
    title: `${project}: ${length} ${length === 1 ? 'preview goes' : 'previews go'} soon`,
    tone: 'neutral',
    lines: [
      ...lines,
      ...(length > linesAtMost ? [{ text: `and ${length - linesAtMost} more` }] : []),
      ...(log === undefined ? [] : [{ text: 'Log of the run', url: log }]),
    ],
  };
}
