import type { ChatLine, ChatMessage } from '../ports/chat';
import { visible } from './visible';

/** What a cleanup did, as far as people are told. */
export interface CleanupNews {
  /** Names of the previews that were deleted: branches where they are known. */
  readonly deleted: readonly { readonly name: string; readonly because: string }[];
  /** What should be gone and is not. */
  readonly left: readonly { readonly name: string; readonly because: string }[];
  /** Why nothing was deleted at all. @default it was not refused */
  readonly refusal?: string;
}

const linesAtMost = 20;

/** What the chat is told of a cleanup; nothing when nothing was deleted and nothing failed. */
export function cleanupMessage(
  project: string,
  { deleted, left, refusal }: CleanupNews,
  log?: string,
): ChatMessage | undefined {
  if (deleted.length + left.length === 0 && refusal === undefined) return undefined;
  const bad = left.length > 0 || refusal !== undefined;
  const what =
    refusal === undefined ? `${many(deleted.length)} deleted, ${left.length} left` : 'refused, nothing was deleted';
  return {
    title: `${project}: cleanup: ${what}`,
    tone: bad ? 'bad' : 'neutral',
    lines: [
      ...(refusal === undefined ? [] : [{ label: 'Because', text: visible(refusal, 500) }]),
      ...some(left.map(({ name, because }) => ({ label: 'Left', text: `${visible(name)}: ${visible(because, 300)}` }))),
      ...some(
        deleted.map(({ name, because }) => ({ label: 'Deleted', text: `${visible(name)}: ${visible(because, 300)}` })),
      ),
      ...(log === undefined ? [] : [{ text: 'Log of the run', url: log }]),
    ],
  };
}

function many(count: number): string {
  return `${count} ${count === 1 ? 'preview' : 'previews'}`;
}

function some(lines: readonly ChatLine[]): readonly ChatLine[] {
  if (lines.length <= linesAtMost) return lines;
  return [...lines.slice(0, linesAtMost), { text: `and ${lines.length - linesAtMost} more` }];
}
