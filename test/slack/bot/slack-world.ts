import type { Clock } from '../../../lib/ports/clock';
import { SlackBot, type SlackBotOptions } from '../../../lib/slack/bot/slack-bot';
import { StandInSlack } from '../../fakes/slack/stand-in-slack';

/** The clock of this machine, whose waits are short. */
export class QuickClock implements Clock {
  readonly sleeps: number[] = [];
  ahead = 0;

  now(): Date {
    return new Date(Date.now() + this.ahead);
  }

  async sleep(milliseconds: number): Promise<void> {
    this.sleeps.push(milliseconds);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A bot of the product at a stand-in for Slack. */
export function botAt(slack: StandInSlack, change: Partial<SlackBotOptions> = {}): SlackBot {
  return new SlackBot({
    ...{ appToken: StandInSlack.appToken, botToken: StandInSlack.botToken, apiUrl: slack.apiUrl },
    ...{ clock: new QuickClock(), timeoutMs: 2_000 },
    libraries: { socketMode: require('@slack/socket-mode'), webApi: require('@slack/web-api') },
    ...change,
  });
}

/** Looks again and again for five seconds. */
export async function until<T>(look: () => T | undefined | false): Promise<T> {
  for (let turn = 0; turn < 500; turn += 1) {
    const found = look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`it did not come: ${look}`);
}
