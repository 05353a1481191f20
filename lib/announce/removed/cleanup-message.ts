import type { ChatLine, ChatMessage } from '../../ports/chat';
import { visible } from '../../text/visible';

/** What a cleanup did, as far as the chat shows it. */
export interface CleanupNews {
  /** Names of the previews that were deleted: branches where they are known. */
  readonly deleted: readonly { readonly name: string; readonly because: string }[];
  /** What should be gone and is not. */
  readonly left: readonly { readonly name: string; readonly because: string }[];
  /** Why it did not go to its end. @default it did */
  readonly stopped?: { readonly how: 'refused' | 'failed'; readonly because: string };
}

const linesAtMost = 20;
const outcomes = { refused: 'refused, nothing was deleted', failed: 'failed' } as const;

/** The chat's message about a cleanup; none when nothing was deleted and nothing failed. */
export function cleanupMessage(
  project: string,
  { deleted, left, stopped }: CleanupNews,
  log?: string,
): ChatMessage | undefined {
  if (deleted.length + left.length === 0 && stopped === undefined) return undefined;
  const bad = left.length > 0 || stopped !== undefined;
  const what = stopped ? outcomes[stopped.how] : `${many(deleted.length)} deleted, ${left.length} left`;
  return {
    title: `${project}: cleanup: ${what}`,
    tone: bad ? 'bad' : 'neutral',
    lines: [
      ...(stopped === undefined ? [] : [{ label: 'Because', text: visible(stopped.because, 500) }]),
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
