import { PreviewError } from '../../errors';

/** Only a new token, or a person who changes the app, makes them go away (reference of each method, docs.slack.dev, read in November 2026). */
const forGood =
  /^(not_authed|invalid_auth|account_inactive|user_removed_from_team|team_disabled|token_revoked|token_expired|not_allowed_token_type|missing_scope|no_permission|org_login_required|ekm_access_denied|app_inactive|link_disabled|no_such_subteam|subteam_disabled)$/;

/** What a call of Slack's Web API ended with. No token and no address is in it. */
export function slackError(error: unknown, what: string): PreviewError {
  if (error instanceof PreviewError) return error;
  const word = slackWord(error);
  if (word !== undefined && forGood.test(word)) {
    const needed = neededScope(error);
    return new PreviewError('slack-bot-refused', `Slack refuses to ${what}: ${word}${needed && ` (${needed})`}`, {
      fault: 'user',
      hint: 'Check SLACK_APP_TOKEN, SLACK_BOT_TOKEN, the scopes of the app, and that it is installed in the workspace (docs/chat.md).',
    });
  }
  return new PreviewError('slack-bot-unavailable', `Slack could not be asked to ${what}: ${word ?? reasonOf(error)}`, {
    fault: 'world',
    hint: 'Ask again in a while; status.slack.com says whether Slack is well.',
  });
}

/** Slack's one word for it: `user_not_found`. Undefined where Slack said nothing. */
export function slackWord(error: unknown): string | undefined {
  const word = (error as { readonly data?: { readonly error?: unknown } } | undefined)?.data?.error;
  return typeof word === 'string' && /^[a-z_]{1,60}$/.test(word) ? word : undefined;
}

function neededScope(error: unknown): string {
  const { needed } = (error as { readonly data: { readonly needed?: unknown } }).data;
  return typeof needed === 'string' && /^[a-z.:,_-]{1,200}$/.test(needed) ? `the app lacks ${needed}` : '';
}

/** The kind of failure only: messages of clients can hold an address. */
function reasonOf(error: unknown): string {
  const { statusCode, original, code } = error as {
    readonly statusCode?: unknown;
    readonly original?: { readonly name?: unknown; readonly cause?: { readonly code?: unknown } };
    readonly code?: unknown;
  };
  if (typeof statusCode === 'number') return `HTTP ${statusCode}`;
  const cause = original?.cause?.code;
  if (typeof cause === 'string' && /^[A-Z_]{1,40}$/.test(cause)) return cause;
  if (original?.name === 'TimeoutError' || original?.name === 'AbortError') return 'it did not answer in time';
  return code === 'slack_webapi_rate_limited_error' ? 'it asks to wait' : 'the connection was cut';
}
