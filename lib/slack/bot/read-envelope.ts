import type { ChatAsked } from '../../ports/chat-commands';

/** What came over the socket, and is to be acknowledged whatever it is. */
export interface Envelope {
  readonly type: string;
  readonly body: unknown;
}

/** Where an answer goes. */
export type AnswerPlace =
  | { readonly kind: 'response'; readonly url: string; readonly user: string }
  | { readonly kind: 'thread'; readonly channel: string; readonly thread: string };

export interface ReadEnvelope {
  readonly asked: Omit<ChatAsked, 'ack' | 'answer'>;
  readonly place: AnswerPlace;
}

/** Who we are there. */
export interface OwnIdentity {
  readonly team: string;
  /** Our user, whom people mention. */
  readonly user: string;
  /** What our messages are of. @default Slack does not say */
  readonly bot?: string;
}

/** How the buttons of our messages are called. */
export const ownAction = 'preview-stacks:';
/** The one that opens a page, of which Slack tells us too. */
export const openAction = `${ownAction}open`;

/** What an envelope asks for; undefined for all that is not for us. */
export function readEnvelope({ type, body }: Envelope, own: OwnIdentity): ReadEnvelope | undefined {
  if (!isObject(body)) return undefined;
  if (type === 'slash_commands') return readCommand(body);
  if (type === 'events_api') return readMention(body, own);
  return type === 'interactive' ? readButton(body, own) : undefined;
}

function readCommand(body: Fields): ReadEnvelope | undefined {
  const { command, text = '', user_id: user, team_id: team, channel_id: channel, trigger_id: trigger } = body;
  const { response_url: url } = body;
  if (!isId(user) || !isId(team) || !isId(channel) || !isText(command) || !isText(trigger) || !isText(url)) {
    return undefined;
  }
  return {
    asked: {
      ...{ event: `command ${trigger}`, kind: 'command', command, user, team, channel },
      ...{ isShared: false, byProgram: false, text: written(text) },
    },
    place: { kind: 'response', url, user },
  };
}

function readMention(body: Fields, own: OwnIdentity): ReadEnvelope | undefined {
  const { event, event_id: id, team_id: team, is_ext_shared_channel: shared } = body;
  if (!isObject(event) || event.type !== 'app_mention' || !isText(id) || !isText(team)) return undefined;
  const { user, channel, ts, thread_ts: thread, text = '' } = event;
  // Messages that are edited later were perhaps read and answered before.
  if (!isId(channel) || !isText(ts) || event.edited !== undefined) return undefined;
  const byProgram = event.bot_id !== undefined || event.subtype !== undefined || !isId(user);
  const mention = `<@${own.user}>`;
  const line = isText(text) ? text.trimStart() : '';
  // Prose that only names us asks for nothing.
  if (!line.startsWith(mention)) return undefined;
  return {
    asked: {
      ...{ event: `mention ${id}`, kind: 'mention', user: isId(user) ? user : '', channel },
      // Where channels are shared, the event is of our workspace and its author of another one.
      team: [event.user_team, event.source_team, event.team].find((one) => isId(one) && one !== team) ?? team,
      ...{ isShared: shared !== false && shared !== undefined, byProgram },
      text: written(line.slice(mention.length)),
    } as ReadEnvelope['asked'],
    place: { kind: 'thread', channel, thread: isText(thread) ? thread : ts },
  };
}

function readButton(body: Fields, own: OwnIdentity): ReadEnvelope | undefined {
  const { type, user, channel, container, message, actions, trigger_id: trigger, response_url: url } = body;
  if (type !== 'block_actions' || !isObject(user) || !isObject(channel) || !isObject(container)) return undefined;
  const [action] = Array.isArray(actions) ? actions : [];
  if (!isObject(action) || !isText(action.action_id) || !isText(action.value) || !isText(trigger)) return undefined;
  if (!action.action_id.startsWith(ownAction) || action.action_id === openAction) return undefined;
  const { id, team_id: team } = user;
  if (!isId(id) || !isId(team) || !isId(channel.id)) return undefined;
  const asked: ReadEnvelope['asked'] = {
    ...{ event: `button ${trigger} ${action.action_id}`, kind: 'button', user: id, team, channel: channel.id },
    ...{ isShared: false, byProgram: false, text: action.value },
  };
  if (container.is_ephemeral === true) {
    return isText(url) ? { asked, place: { kind: 'response', url, user: id } } : undefined;
  }
  if (!isObject(message) || (own.bot !== undefined && message.bot_id !== own.bot)) return undefined;
  const thread = isText(message.thread_ts) ? message.thread_ts : message.ts;
  return isText(thread) ? { asked, place: { kind: 'thread', channel: channel.id, thread } } : undefined;
}

/** What a person wrote: Slack makes links of addresses, and writes the three characters that it reads as entities. */
function written(text: unknown): string {
  if (typeof text !== 'string') return '';
  return text
    .replace(/<(?:https?:\/\/|mailto:)[^<>|]*\|([^<>|]*)>/g, '$1')
    .replace(/<(https?:\/\/[^<>|]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

type Fields = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** Ids of Slack are capitals and digits. */
function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Z][A-Z0-9]{1,30}$/.test(value);
}
