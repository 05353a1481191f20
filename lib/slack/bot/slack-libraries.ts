import type { Logger } from '@slack/socket-mode';

/** Slack's own packages: who starts the bot loads them, and no other command does. */
export interface SlackLibraries {
  readonly socketMode: Pick<typeof import('@slack/socket-mode'), 'SocketModeClient'>;
  readonly webApi: Pick<typeof import('@slack/web-api'), 'WebClient'>;
}

const nothing = () => undefined;

/** Their logs hold what people write, and in parts what is secret. */
export const silent: Logger = {
  ...{ debug: nothing, info: nothing, warn: nothing, error: nothing, setLevel: nothing, setName: nothing },
  getLevel: () => 'error' as ReturnType<Logger['getLevel']>,
};
