import { PreviewError } from '../../errors';
import type { AnswerPayload } from './answer-payload';

/**
 * Answers by the address that came with a command, only to who asked.
 *
 * @throws PreviewError `slack-bot-unavailable`
 */
export async function respond(
  url: string,
  { text, blocks }: AnswerPayload,
  { apiUrl, timeoutMs }: { readonly apiUrl: string; readonly timeoutMs: number },
): Promise<void> {
  if (!isSlacks(url, apiUrl)) throw unavailable('its address is not one of Slack');
  let status: number;
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, text, blocks }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    status = answer.status;
    await answer.arrayBuffer();
  } catch {
    // The address is a secret for half an hour: messages of `fetch` can hold it.
    throw unavailable('the connection was cut');
  }
  if (status >= 300) throw unavailable(`HTTP ${status}`);
}

/** `hooks.slack.com` belongs to `slack.com`: what is answered is for no one else. */
function isSlacks(url: string, apiUrl: string): boolean {
  if (!URL.canParse(url)) return false;
  const [{ protocol, hostname }, api] = [new URL(url), new URL(apiUrl)];
  return protocol === api.protocol && (hostname === api.hostname || hostname.endsWith(`.${api.hostname}`));
}

function unavailable(why: string): PreviewError {
  return new PreviewError('slack-bot-unavailable', `Slack could not be asked to take an answer: ${why}`, {
    fault: 'world',
    hint: 'Ask again in a while; status.slack.com says whether Slack is well.',
  });
}
