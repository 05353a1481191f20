import type { WebClient } from '@slack/web-api';
import type { ChatAnswer, ChatAsked, ChatCommands, ChatConnection, ChatMember } from '../../ports/chat-commands';
import type { Clock } from '../../ports/clock';
import { answerPayload } from './answer-payload';
import { envelopes } from './envelopes';
import { type AnswerPlace, type OwnIdentity, readEnvelope } from './read-envelope';
import { respond } from './respond';
import { slackError, slackWord } from './slack-errors';
import { type SlackLibraries, silent } from './slack-libraries';

export interface SlackBotOptions {
  /** Begins with `xapp-`; secret. */
  readonly appToken: string;
  /** Begins with `xoxb-`; secret. */
  readonly botToken: string;
  readonly libraries: SlackLibraries;
  readonly clock: Clock;
  /** Root of the Web API, with a slash at its end, for another Slack than slack.com. @default 'https://slack.com/api/' */
  readonly apiUrl?: string;
  /** Milliseconds until a request must be answered. @default 10000 */
  readonly timeoutMs?: number;
}

/** Slack's docs, "Handling user interaction" (read in November 2026): five times within thirty minutes; a minute is left for clocks that differ. */
const responsesAtMost = 5;
const responseMs = 29 * 60_000;

/** People of a workspace of Slack, over Socket Mode. No token and no message is in an error. */
export class SlackBot implements ChatCommands {
  private readonly web: WebClient;
  private readonly apiUrl: string;
  private identity: Promise<OwnIdentity> | undefined;

  constructor(private readonly options: SlackBotOptions) {
    this.apiUrl = options.apiUrl ?? 'https://slack.com/api/';
    const { WebClient: Web } = options.libraries.webApi;
    // Answers are sent again after an error of the network or of Slack; rate limits are waited for.
    this.web = new Web(options.botToken, {
      ...this.clientOptions(),
      retryConfig: { retries: 3, minTimeout: 500 },
    });
  }

  async *asked(signal: AbortSignal, heard: (state: ChatConnection) => void): AsyncIterable<ChatAsked> {
    const own = await this.own();
    const { appToken, libraries, clock } = this.options;
    const { SocketModeClient: Socket } = libraries.socketMode;
    const client = new Socket({
      ...{ appToken, autoReconnectEnabled: false, logger: silent },
      clientOptions: { ...this.clientOptions(), retryConfig: { retries: 0 } },
    });
    for await (const envelope of envelopes(client, clock, signal, heard)) {
      const read = readEnvelope(envelope, own);
      // What is not for us is delivered again, too, until it is acknowledged.
      if (read === undefined) await envelope.ack().catch(() => undefined);
      else yield { ...read.asked, ack: () => this.ack(envelope), answer: this.answering(read.place) };
    }
  }

  async team(): Promise<string> {
    return (await this.own()).team;
  }

  async member(user: string): Promise<ChatMember | undefined> {
    try {
      const { user: found } = await this.web.users.info({ user });
      if (found === undefined) return undefined;
      return {
        team: found.team_id,
        isGone: found.deleted !== false,
        isProgram: found.is_bot !== false,
        isGuest: found.is_restricted !== false || found.is_ultra_restricted !== false,
        isStranger: found.is_stranger === true,
      };
    } catch (error) {
      if (/^user_not_(found|visible)$/.test(slackWord(error) ?? '')) return undefined;
      throw slackError(error, 'say who asks');
    }
  }

  async group(id: string): Promise<readonly string[]> {
    try {
      return (await this.web.usergroups.users.list({ usergroup: id })).users ?? [];
    } catch (error) {
      throw slackError(error, 'say who is in the group');
    }
  }

  private own(): Promise<OwnIdentity> {
    this.identity ??= this.ask();
    return this.identity;
  }

  private async ask(): Promise<OwnIdentity> {
    try {
      const { team_id: team = '', user_id: user = '', bot_id: bot } = await this.web.auth.test();
      return { team, user, ...(bot !== undefined && { bot }) };
    } catch (error) {
      this.identity = undefined;
      throw slackError(error, 'say who we are');
    }
  }

  private async ack(envelope: { ack(): Promise<void> }): Promise<void> {
    try {
      await envelope.ack();
    } catch (error) {
      throw slackError(error, 'take an acknowledgement');
    }
  }

  private answering(place: AnswerPlace): ChatAsked['answer'] {
    const { clock, timeoutMs = 10_000 } = this.options;
    const until = clock.now().getTime() + responseMs;
    let left = responsesAtMost;
    return async (answer: ChatAnswer) => {
      const payload = answerPayload(answer);
      try {
        if (place.kind === 'response' && left > 0 && clock.now().getTime() < until) {
          left -= 1;
          await respond(place.url, payload, { apiUrl: this.apiUrl, timeoutMs });
          return;
        }
        // What took longer than Slack waits is said in a direct message.
        const where =
          place.kind === 'thread' ? { channel: place.channel, thread_ts: place.thread } : { channel: place.user };
        await this.web.chat.postMessage({ ...where, ...payload });
      } catch (error) {
        throw slackError(error, 'take an answer');
      }
    };
  }

  private clientOptions() {
    const { timeoutMs = 10_000 } = this.options;
    // A redirect would take a token to another host.
    const ask: typeof fetch = (url, init) => fetch(url, { ...init, redirect: 'error' });
    return {
      slackApiUrl: this.apiUrl,
      logger: silent,
      timeout: timeoutMs,
      fetch: ask as never,
      allowAbsoluteUrls: false,
    };
  }
}
