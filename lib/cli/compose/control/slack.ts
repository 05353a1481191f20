import { PreviewError } from '../../../errors';
import { typed } from '../../../lazily';
import { optionalPackages } from '../../../machine/optional-packages';
import { SystemClock } from '../../../machine/system-clock';
import type { ChatCommands } from '../../../ports/chat-commands';
import type { Clock } from '../../../ports/clock';
import type { ControlSettings, SlackControlSettings } from '../../../settings/ci-settings';
import type { Invocation } from '../../command';
import type { Session } from '../../session';
import { controlOf } from './forge';

/**
 * The workspace of Slack that the tokens belong to. Slack's own clients are loaded here, and nowhere else.
 *
 * @throws PreviewError `slack-token-missing`, `package-missing`
 */
export function openSlackBot({ env }: Pick<Invocation, 'env'>): ChatCommands {
  const appToken = tokenOf(env, 'SLACK_APP_TOKEN', 'xapp-');
  const botToken = tokenOf(env, 'SLACK_BOT_TOKEN', 'xoxb-');
  const apiUrl = env.SLACK_API_URL?.replace(/\/*$/, '/');
  const libraries = optionalPackages('bot', ['@slack/socket-mode', '@slack/web-api'], () => ({
    socketMode: typed<typeof import('@slack/socket-mode')>(require('@slack/socket-mode')),
    webApi: typed<typeof import('@slack/web-api')>(require('@slack/web-api')),
  }));
  const { SlackBot } = typed<typeof import('../../../slack/bot/slack-bot')>(require('../../../slack/bot/slack-bot'));
  return new SlackBot({ appToken, botToken, libraries, clock: openBotClock(), ...(apiUrl && { apiUrl }) });
}

/** Its waits keep the process, also while no connection does. */
export function openBotClock(): Clock {
  return new SystemClock();
}

/** What the settings say of those who ask in Slack. @throws PreviewError `control-off`, `slack-off` */
export function slackOf(session: Session): { readonly control: ControlSettings; readonly slack: SlackControlSettings } {
  const control = controlOf(session);
  if (control.slack) return { control, slack: control.slack };
  throw new PreviewError('slack-off', `The settings of ${session.file.project} have no control.slack: no one may ask`, {
    fault: 'user',
    hint: 'Set control.slack in staging on the default branch, with the workspace and who may (docs/chat.md).',
  });
}

/** The value is a secret: it is in no error. */
function tokenOf(env: Invocation['env'], name: string, start: string): string {
  const token = env[name];
  if (token?.startsWith(start)) return token;
  const what = token ? `${name} does not begin with ${start}` : `${name} is not set`;
  throw new PreviewError('slack-token-missing', what, {
    fault: 'user',
    hint: 'Take both tokens from the pages of the Slack app: the app-level token and the bot token (docs/chat.md).',
  });
}
