import { PreviewError } from '../errors';
import type { Chat, ChatMessage } from '../ports/chat';
import type { Clock } from '../ports/clock';
import { slackPayload } from './slack-payload';

export interface SlackOptions {
  /** Address of the incoming webhook; a secret. */
  readonly url: string;
  readonly clock: Clock;
  /** Ends a wait. What is posted after it is still sent. @default none */
  readonly signal?: AbortSignal;
  /** Seconds that may be spent waiting for Slack's rate limit, in all. @default 30 */
  readonly waitBudgetSeconds?: number;
  /** Milliseconds until a request must be answered. @default 10000 */
  readonly timeoutMs?: number;
}

type Answer =
  | { readonly kind: 'taken' }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'down'; readonly why: string };

const hint =
  "Check SLACK_WEBHOOK_URL, whether the app and its channel still exist, and whether a proxy answers in Slack's place.";

/** A channel of Slack, by the address of an incoming webhook. The address is in no error. */
export class SlackWebhook implements Chat {
  private budgetSeconds: number;

  constructor(private readonly options: SlackOptions) {
    this.budgetSeconds = options.waitBudgetSeconds ?? 30;
  }

  async post(message: ChatMessage): Promise<void> {
    const { url } = this.options;
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
      throw new PreviewError('slack-address-invalid', 'SLACK_WEBHOOK_URL is not a web address', {
        fault: 'world',
        hint,
      });
    }
    const body = JSON.stringify(slackPayload(message));
    let again = true;
    for (;;) {
      const answer = await this.send(body);
      switch (answer.kind) {
        case 'taken':
          return;
        case 'refused':
          throw new PreviewError('slack-refused', `Slack refuses the message: ${answer.why}`, { fault: 'world', hint });
        case 'wait':
          if (answer.seconds > this.budgetSeconds) {
            throw unavailable(`it asks to wait ${answer.seconds} s, which is too long`);
          }
          this.budgetSeconds -= answer.seconds;
          await this.options.clock.sleep(answer.seconds * 1000, this.options.signal);
          break;
        case 'down':
          if (!again) throw unavailable(answer.why);
          again = false;
      }
    }
  }

  private async send(body: string): Promise<Answer> {
    let status: number;
    let said: string;
    let retryAfter: string | null;
    let location: string | null;
    try {
      const answer = await fetch(this.options.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body,
        // The address is a secret: a redirect must not take it to another host.
        redirect: 'manual',
        signal: AbortSignal.timeout(this.options.timeoutMs ?? 10_000),
      });
      status = answer.status;
      retryAfter = answer.headers.get('retry-after');
      location = answer.headers.get('location');
      said = await answer.text();
    } catch (error) {
      return { kind: 'down', why: reasonOf(error) };
    }
    // Slack's docs, "Sending messages using incoming webhooks" (2026): a message that was taken is answered with the text `ok`.
    if (status === 200 && said.trim() === 'ok') return { kind: 'taken' };
    if (status < 300) return { kind: 'refused', why: `the answer is not Slack's, HTTP ${status} without its "ok"` };
    if (status < 400) return { kind: 'refused', why: `HTTP ${status}, a redirect to ${hostOf(location)}` };
    // A second at least: otherwise a budget of seconds would never be used up.
    if (status === 429) return { kind: 'wait', seconds: Math.max(1, Math.ceil(Number(retryAfter)) || 1) };
    if (status >= 500) return { kind: 'down', why: `HTTP ${status}` };
    return { kind: 'refused', why: `${wordOf(said)}HTTP ${status}` };
  }
}

/** Slack says in one word why (`no_service`, `invalid_payload`); anything else may be a page of a proxy. */
function wordOf(body: string): string {
  return /^[a-z_]{1,60}$/.test(body.trim()) ? `${body.trim()}, ` : '';
}

/** The host only: the rest may repeat the secret. */
function hostOf(location: string | null): string {
  if (location === null || !URL.canParse(location)) return 'elsewhere on its host';
  return new URL(location).host;
}

/** The kind of failure only: messages of `fetch` can hold the address. */
function reasonOf(error: unknown): string {
  const { name, cause } = error as { name?: unknown; cause?: { code?: unknown } };
  if (name === 'TimeoutError') return 'it did not answer in time';
  return typeof cause?.code === 'string' ? cause.code : 'the connection was cut';
}

function unavailable(why: string): PreviewError {
  return new PreviewError('slack-unavailable', `Slack did not take the message: ${why}`, {
    fault: 'world',
    hint: 'Nothing else depends on Slack. No later run sends this message again, but for warnings of an expiry.',
  });
}
