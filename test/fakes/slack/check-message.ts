import type { ChatPostMessageArguments, KnownBlock } from '@slack/web-api';

type KeysOf<Union> = Union extends unknown ? keyof Union : never;

/** What of a message Slack's types know; another field is a mistake of ours. */
const known = [
  'channel',
  'thread_ts',
  'text',
  'blocks',
  'link_names',
  'parse',
  'unfurl_links',
  'unfurl_media',
] as const satisfies readonly KeysOf<ChatPostMessageArguments>[];
const knownOfResponse = ['response_type', 'replace_original', 'text', 'blocks'];

/** What is wrong with a message by the limits of Slack; undefined when it is taken. */
export function faultOfMessage(message: Readonly<Record<string, unknown>>, isResponse: boolean): string | undefined {
  const fields: readonly string[] = isResponse ? knownOfResponse : known;
  const other = Object.keys(message).find((key) => !fields.includes(key));
  if (other !== undefined) return `invalid_arguments: ${other}`;
  if (typeof message.text !== 'string' || message.text === '') return 'no_text';
  if (/<[!@#]/.test(message.text)) return 'a mention in the text';
  const blocks = message.blocks as readonly KnownBlock[] | undefined;
  if (!Array.isArray(blocks) || blocks.length > 50) return 'invalid_blocks';
  return blocks.map(faultOfBlock).find((fault) => fault !== undefined);
}

function faultOfBlock(block: KnownBlock): string | undefined {
  switch (block.type) {
    case 'section':
      return block.text?.type === 'plain_text' && isShown(block.text.text, 3_000) ? undefined : 'invalid section';
    case 'actions': {
      const ids = block.elements.map((one) => ('action_id' in one ? one.action_id : undefined));
      if (ids.length === 0 || ids.length > 25 || new Set(ids).size !== ids.length) return 'invalid actions';
      return block.elements.map(faultOfButton).find((fault) => fault !== undefined);
    }
    case 'rich_text': {
      const parts = block.elements as readonly { readonly elements?: readonly RichTextPart[] }[];
      const bad = parts
        .flatMap(({ elements = [] }) => elements)
        .find(({ type, text }) => (type === 'text' ? !isShown(text, 3_000) : type !== 'link'));
      return bad && 'invalid rich_text';
    }
    default:
      return `a block of type ${block.type}`;
  }
}

interface RichTextPart {
  readonly type?: string;
  readonly text?: unknown;
}

function faultOfButton(element: object): string | undefined {
  const { type, text, value, url, action_id } = element as Record<string, unknown>;
  const label = (text as { readonly text?: unknown } | undefined)?.text;
  const isRight =
    type === 'button' &&
    isShown(label, 75) &&
    isShown(action_id, 255) &&
    (value === undefined || isShown(value, 2_000)) &&
    (url === undefined || isShown(url, 3_000));
  return isRight ? undefined : 'invalid button';
}

function isShown(text: unknown, most: number): boolean {
  return typeof text === 'string' && text.length > 0 && text.length <= most;
}
