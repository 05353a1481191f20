import type { ChatList, ChatProject } from '../../../lib/control/chat/chat-project';
import { listen } from '../../../lib/control/chat/listen';
import type { DeedEnd, Deeds } from '../../../lib/control/deeds';
import type { ProgressEvent } from '../../../lib/progress';
import { FakeAudit } from '../../fakes/fake-audit';
import { FakeChatCommands } from '../../fakes/fake-chat-commands';
import { FakeClock } from '../../fakes/fake-clock';

/** Deeds that are only written down. */
function noted(did: string[], end: () => Promise<DeedEnd> = async () => ({ ended: 'done', text: 'It is done.' })) {
  return new Proxy({} as Deeds, {
    get: (_, verb) => (branch: string, asked: object) => {
      const { verb: _verb, ...words } = asked as { verb: string };
      const rest = Object.keys(words).length === 0 ? '' : ` ${JSON.stringify(words)}`;
      did.push(`${String(verb)} ${branch}${rest}`);
      return end();
    },
  });
}

/** A workspace with a project, in which U1 may act, and U9 is an admin. */
export class ChatTeam {
  readonly did: string[] = [];
  readonly events: ProgressEvent[] = [];
  readonly chat = new FakeChatCommands();
  readonly audit = new FakeAudit();
  readonly clock = new FakeClock();
  list: ChatList = { previews: [] };
  end: () => Promise<DeedEnd> = async () => ({ ended: 'done', text: 'It is done.' });
  readonly projects: ChatProject[] = [this.project('shop')];

  constructor() {
    for (const user of ['U1', 'U2', 'U3', 'U9']) this.chat.person(user);
    this.chat.groups.set('S1', ['U2']);
  }

  project(name: string, change: Partial<ChatProject> = {}): ChatProject {
    return {
      name,
      slack: { team: 'T1', users: ['U1'], group: 'S1', admins: ['U9'] },
      policy: { allow: { destroy: 'author', longKeeps: 'admin', forever: 'admin' }, longKeepDays: 7 },
      audit: this.audit,
      bucket: async () => 'bundles-staging',
      isStage: (branch) => branch === 'main',
      deeds: noted(this.did, () => this.end()),
      list: async () => this.list,
      ...change,
    };
  }

  /** Listens until all that was asked is answered. */
  async hear(): Promise<void> {
    const stop = new AbortController();
    const progress = { emit: (event: ProgressEvent) => void this.events.push(event) };
    const listening = listen(
      { chat: this.chat, clock: this.clock, progress },
      { projects: this.projects, signal: stop.signal },
    );
    // Its failure is met at the end.
    listening.catch(() => undefined);
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    await listening;
  }

  /** What is answered to one thing that is asked. */
  async ask(text: string, change: Parameters<FakeChatCommands['ask']>[1] = {}) {
    const event = this.chat.ask(text, change);
    await this.hear();
    return this.chat.answers.filter((one) => one.event === event).at(-1);
  }

  warnings(): readonly string[] {
    return this.events.flatMap((event) => (event.kind === 'warned' ? event.message : []));
  }
}
