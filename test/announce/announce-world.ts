import { DeployAnnouncer } from '../../lib/announce/deploy-announcer';
import type { DeployEnd, LiveTarget } from '../../lib/announce/ending';
import type { Outputs } from '../../lib/announce/outputs';
import { PreviewError } from '../../lib/errors';
import type { Target } from '../../lib/naming/target';
import type { Chat, ChatMessage } from '../../lib/ports/chat';
import type { ProgressEvent } from '../../lib/progress';
import type { SettingsLayer } from '../../lib/settings/settings';
import { FakeAccountWorld } from '../fakes/fake-account-world';

export const branch = 'login-page';
export const commit = '1111111111111111111111111111111111111111';
export const url = 'https://login-page.preview.acme.dev';
const preview: Target = { kind: 'preview', branch };
export const marker = '<!-- preview-stacks:shop/login-page -->';

export const running: LiveTarget = {
  url,
  urls: { web: url },
  commit,
  operation: 'created',
  data: 'seeded',
  since: '2026-11-18T09:00:00.000Z',
  milliseconds: 185_000,
};
export const deployed: DeployEnd = { kind: 'deployed', ...running };

/** What GitHub says to a token without a right. */
export const refused = (right: string) =>
  new PreviewError('github-refused', `GitHub refuses it to this token, which lacks ${right}`, {
    fault: 'world',
    hint: `Give GITHUB_TOKEN ${right}.`,
  });
export const down = new PreviewError('github-unavailable', 'GitHub did not answer: HTTP 503', { fault: 'world' });

class FakeChat implements Chat {
  readonly posted: ChatMessage[] = [];
  refuses: PreviewError | undefined;

  async post(message: ChatMessage): Promise<void> {
    if (this.refuses) throw this.refuses;
    this.posted.push(message);
  }
}

/** A forge, a chat and a working copy, for one announcer after the other. */
export class AnnounceWorld extends FakeAccountWorld {
  readonly chat = new FakeChat();
  readonly outputs = this;
  costs: Outputs['costs'];
  settings: SettingsLayer = { seed: { command: 'npm run seed' } };

  constructor() {
    super([branch], []);
    this.checkout.currentRun = { url: 'https://ci.acme.dev/jobs/7', actor: 'mona' };
  }

  resolved(target: Target = preview) {
    return this.settingsFor(target, { base: this.settings });
  }

  announcer(target: Target = preview, kept = false): DeployAnnouncer {
    return new DeployAnnouncer(this, this.resolved(target), kept);
  }

  /** An announcer whose deploy is past its fence, and what it said then is said. */
  async started(target: Target = preview): Promise<DeployAnnouncer> {
    const announcer = this.announcer(target);
    announcer.emit({ kind: 'deploy-started', target, stackName: 'shop-preview-login-page', commit, url });
    await new Promise((resolve) => setImmediate(resolve));
    return announcer;
  }

  /** Bodies of our comments on a pull request. */
  comments(pullRequest: number): string[] {
    return this.pullRequests
      .comments(pullRequest)
      .filter(({ author }) => author === this.pullRequests.me)
      .map(({ body }) => body);
  }

  /** Every state that each deployment had, oldest deployment first. */
  states(environment?: string): string[] {
    return this.deployments.all(environment).map(({ statuses }) => statuses.map(({ state }) => state).join(' '));
  }

  failures(): ProgressEvent[] {
    return this.events.filter(({ kind }) => kind === 'not-announced');
  }
}
