import type { AppMentionEvent } from '@slack/web-api';

/** The ids of the stand-in. */
export const ids = {
  team: 'T1ACME',
  app: 'A1APP',
  bot: 'B1BOT',
  botUser: 'U0BOT',
  channel: 'C1DEV',
  user: 'U1ANN',
} as const;

/** A slash command, as the socket delivers it (docs.slack.dev, "Implementing slash commands"). */
export function commandPayload(
  text: string,
  { trigger, url, user = ids.user }: { trigger: string; url: string; user?: string },
) {
  return {
    ...{ token: 'legacy', team_id: ids.team, team_domain: 'acme', channel_id: ids.channel, channel_name: 'dev' },
    ...{ user_id: user, user_name: 'ann', command: '/preview', text, api_app_id: ids.app },
    ...{ is_enterprise_install: 'false', response_url: url, trigger_id: trigger },
  };
}

/** A message that mentions the bot. */
export function mentionPayload(
  text: string,
  { id, ts, change = {} }: { id: string; ts: string; change?: Partial<AppMentionEvent> },
) {
  const event = {
    ...{ type: 'app_mention', user: ids.user, team: ids.team, channel: ids.channel, ts, event_ts: ts },
    text: `<@${ids.botUser}> ${text}`,
    ...change,
  } satisfies AppMentionEvent;
  return {
    ...{ type: 'event_callback', token: 'legacy', team_id: ids.team, api_app_id: ids.app, event, event_id: id },
    ...{ event_time: 1, is_ext_shared_channel: false },
    authorizations: [{ team_id: ids.team, user_id: ids.botUser, is_bot: true }],
  };
}

/** A button that was pressed (docs.slack.dev, "block_actions payload"). */
export function pressPayload(
  button: { readonly action_id: string; readonly value?: string },
  { trigger, url, ts, user = ids.user }: { trigger: string; url: string; ts?: string | undefined; user?: string },
) {
  const isEphemeral = ts === undefined;
  return {
    ...{ type: 'block_actions', token: 'legacy', api_app_id: ids.app, trigger_id: trigger, response_url: url },
    user: { id: user, username: 'ann', team_id: ids.team },
    team: { id: ids.team, domain: 'acme' },
    channel: { id: ids.channel, name: 'dev' },
    container: { type: 'message', message_ts: ts ?? '1.0', channel_id: ids.channel, is_ephemeral: isEphemeral },
    ...(!isEphemeral && { message: { type: 'message', bot_id: ids.bot, app_id: ids.app, ts } }),
    actions: [{ type: 'button', block_id: 'x', action_ts: '2.0', ...button }],
  };
}
