import type { ChatLine, ChatMessage } from '../ports/chat';

const colours: Readonly<Record<ChatMessage['tone'], string>> = { good: '#2e7d32', bad: '#c62828', neutral: '#757575' };
const linesAtMost = 40;
/** Slack takes 3,000 characters for a text and 150 for what stands above. */
const textAtMost = 1000;
const titleAtMost = 150;

/**
 * A message as Slack takes it. Lines are `rich_text`, whose texts Slack shows to the letter; only the title, which notifications show, is
 * read for `<…>`, and is escaped.
 */
export function slackPayload({ title, tone, lines }: ChatMessage): object {
  const shown = lines.slice(0, linesAtMost);
  const elements = shown.flatMap((line, index) => elementsOf(line, index === shown.length - 1));
  return {
    text: escaped(cut(title, titleAtMost)),
    mrkdwn: false,
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
    attachments: [
      {
        color: colours[tone],
        ...(elements.length > 0 && {
          blocks: [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }],
        }),
      },
    ],
  };
}

function elementsOf({ label, text, url }: ChatLine, last: boolean): object[] {
  const shown = cut(text, textAtMost) || '–';
  return [
    ...(label === undefined ? [] : [{ type: 'text', text: `${label} `, style: { bold: true } }]),
    url === undefined ? { type: 'text', text: shown } : { type: 'link', url, text: shown },
    ...(last ? [] : [{ type: 'text', text: '\n' }]),
  ];
}

/** The three characters that Slack reads in a text. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
