import type { KnownBlock, RichTextBlock } from '@slack/web-api';
import type { ChatAnswer, ChatRow } from '../../ports/chat-commands';
import { visible, visibleLines } from '../../text/visible';
import { escaped } from '../slack-payload';
import { openAction, ownAction } from './read-envelope';

/** Slack takes 50 blocks in a message and 3,000 characters in a text (reference of Block Kit, docs.slack.dev, read in November 2026). */
const blocksAtMost = 50;
const textAtMost = 3_000;
const linesAtMost = 40;
const markOf: Readonly<Record<ChatAnswer['tone'], string>> = { good: '✓ ', bad: '✗ ', neutral: '' };

/** An answer as Slack takes it, without where it goes. */
export interface AnswerPayload {
  /** What notifications show. */
  readonly text: string;
  readonly blocks: KnownBlock[];
  readonly link_names: false;
  readonly parse: 'none';
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

/**
 * An answer as Slack takes it. `rich_text` and `plain_text` are shown to the letter; only the text of notifications is read for `<…>`, and is escaped.
 */
export function answerPayload({ text, tone, lines = [], log = [], url, rows = [] }: ChatAnswer): AnswerPayload {
  const title = `${markOf[tone]}${visible(text, 1_000) || '–'}`;
  const blocks: KnownBlock[] = [
    richText([title, ...lines.slice(0, linesAtMost).map((line) => visible(line, 300))].join('\n'), url),
    ...rows.flatMap(rowBlocks),
    ...(log.length === 0 ? [] : [logBlock(log)]),
  ];
  return {
    text: escaped(cut(title)),
    blocks: blocks.slice(0, blocksAtMost),
    ...{ link_names: false, parse: 'none', unfurl_links: false, unfurl_media: false },
  };
}

function richText(text: string, url: string | undefined): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: cut(text) },
          ...(url === undefined || !isWeb(url)
            ? []
            : [
                { type: 'text' as const, text: '\n' },
                { type: 'link' as const, url },
              ]),
        ],
      },
    ],
  };
}

function rowBlocks({ text, url, buttons }: ChatRow): KnownBlock[] {
  const elements = [
    ...(url === undefined || !isWeb(url)
      ? []
      : [{ type: 'button' as const, text: plainText('Open'), action_id: openAction, url }]),
    ...buttons.map(({ label, asks }, index) => ({
      ...{ type: 'button' as const, text: plainText(label), value: asks },
      // In a block each has another one.
      action_id: `${ownAction}${index}`,
    })),
  ];
  const section: KnownBlock = { type: 'section', text: plainText(visible(text, 1_000)) };
  return elements.length === 0 ? [section] : [section, { type: 'actions', elements }];
}

/** The newest lines are the last ones: they stay. */
function logBlock(log: readonly string[]): RichTextBlock {
  let room = textAtMost;
  let first = log.length;
  while (first > 0 && room > (log[first - 1]?.length ?? 0)) {
    first -= 1;
    room -= (log[first]?.length ?? 0) + 1;
  }
  // One line that is longer than all that Slack takes is cut.
  const shown = log.slice(Math.min(first, log.length - 1)).join('\n');
  const text = cut(visibleLines(shown, textAtMost)) || '(empty)';
  return { type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }] };
}

function plainText(text: string) {
  return { type: 'plain_text' as const, text: text || '–', emoji: false };
}

/** The three characters that Slack reads in a text. */
/** Counted as Slack may count at worst; no character is cut in two. */
function cut(text: string): string {
  return text.length <= textAtMost ? text : `${text.slice(0, textAtMost - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Slack refuses a whole message for a link that it does not take: 3,000 characters at most. */
function isWeb(url: string): boolean {
  return url.length <= textAtMost && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
