import { PreviewError } from '../../lib/errors';
import { followLogs } from '../../lib/instances/follow-logs';
import { readLogs } from '../../lib/instances/read-logs';
import type { LogsRequest } from '../../lib/previews/list-request';
import type { ProgressEvent } from '../../lib/progress';
import { CleanupWorld } from '../cleanup/cleanup-world';
import { FakeEnvironments } from '../fakes/fake-environments';

const tooMany = new PreviewError('throttled', 'too many', { fault: 'world' });
const web = 'shop-staging--web';

class Followed {
  readonly world = new CleanupWorld();
  readonly environments = new FakeEnvironments();
  readonly events: ProgressEvent[] = [];
  readonly ctrlC = new AbortController();
  readonly ports = {
    ...this.world,
    environments: this.environments,
    clock: this.world.clock,
    progress: { emit: (event: ProgressEvent) => void this.events.push(event) },
  };

  constructor() {
    this.environments.script(web);
  }

  say(text: string, { name = web, instance = 'i-1', agoMs = 0 } = {}): void {
    const at = new Date(this.world.clock.now().getTime() - agoMs);
    this.environments.addLog(name, { at, source: 'web.stdout.log', instance, text });
  }

  after(seconds: number, what: () => void): void {
    this.world.clock.after(seconds * 1000, what);
  }

  /** What was printed at first and what came then, until the environments are gone or `seconds` have passed. */
  async texts(seconds: number, request: Partial<LogsRequest> = {}): Promise<string[]> {
    const settings = this.world.settings({ kind: 'staging' });
    const { limit = 100, since, instance } = request;
    this.after(seconds, () => this.ctrlC.abort(new PreviewError('interrupted', 'Stopped', { fault: 'user' })));
    const printed = await readLogs(this.ports, { settings, ...request });
    const texts = printed.lines.map(({ text }) => text);
    const { signal } = this.ctrlC;
    try {
      for await (const line of followLogs(this.ports, { printed, limit, since, instance, signal }))
        texts.push(line.text);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    return texts;
  }
}

test('each line comes once, of instances that a deploy brings too', async () => {
  const followed = new Followed();
  followed.say('before');
  followed.after(4, () => followed.say('old instance'));
  followed.after(20, () => followed.say('new instance', { instance: 'i-2' }));
  followed.after(21, () => followed.say('late', { agoMs: 30_000 }));
  followed.after(300, () => followed.say('much later'));
  expect(await followed.texts(600)).toEqual(['before', 'old instance', 'late', 'new instance', 'much later']);
  expect(followed.events).toEqual([]);
});

test('a thousand lines between two looks all come', async () => {
  const followed = new Followed();
  const wanted = Array.from({ length: 1000 }, (_, index) => `line ${index}`);
  followed.after(4, () => {
    for (const text of wanted) followed.say(text);
  });
  expect(await followed.texts(60, { limit: 1 })).toEqual(wanted);
});

test('it looks every 3 seconds, and asks Beanstalk every 15', async () => {
  const followed = new Followed();
  let asked = 0;
  const find = followed.environments.find.bind(followed.environments);
  followed.environments.find = (name) => {
    asked += 1;
    return find(name);
  };
  await followed.texts(60);
  expect(followed.world.clock.sleeps.every((sleep) => sleep === 3000)).toBe(true);
  expect(asked).toBe(1 + 3);
});

test('when AWS refuses too many requests it waits longer each time, says so, and loses nothing', async () => {
  const followed = new Followed();
  followed.after(4, () => {
    followed.say('said meanwhile');
    followed.environments.faults.fail('logs', tooMany, { times: 4 });
  });
  expect(await followed.texts(300)).toEqual(['said meanwhile']);
  const waits = followed.events.flatMap((event) => (event.kind === 'logs-awaited' ? event.milliseconds : []));
  expect(waits).toEqual([6000, 12_000, 24_000, 48_000]);
});

test('it gives up when AWS cannot be asked for long', async () => {
  const followed = new Followed();
  followed.after(1, () => followed.environments.faults.fail('logs', tooMany, { times: Number.POSITIVE_INFINITY }));
  await expect(followed.texts(100_000)).rejects.toMatchObject({ code: 'throttled' });
});

test('what does not pass ends it at once', async () => {
  const followed = new Followed();
  followed.after(1, () =>
    followed.environments.faults.fail('logs', new PreviewError('access-denied', 'no', { fault: 'world' })),
  );
  await expect(followed.texts(100_000)).rejects.toMatchObject({ code: 'access-denied' });
  expect(followed.events).toEqual([]);
});

test('it ends when the environment is gone, after its last lines', async () => {
  const followed = new Followed();
  followed.after(40, () => {
    followed.say('last words');
    followed.environments.drop(web);
  });
  expect(await followed.texts(100_000)).toEqual(['last words']);
  expect(followed.events).toEqual([{ kind: 'environment-gone', service: 'web', environmentName: web }]);
});

test('of all services it goes on while one is there', async () => {
  const followed = new Followed();
  const api = 'shop-staging--api';
  followed.environments.script(api);
  followed.world.stacks.add({ name: 'shop-staging', outputs: { EnvironmentNameApi: api } });
  followed.after(2, () => followed.environments.drop(web));
  followed.after(60, () => followed.say('api goes on', { name: api }));
  followed.after(90, () => followed.environments.drop(api));
  expect(await followed.texts(100_000, { all: true })).toEqual(['api goes on']);
  expect(followed.events).toMatchObject([{ service: 'web' }, { service: 'api' }]);
});

test('of one instance nothing else is printed', async () => {
  const followed = new Followed();
  followed.say('mine', { instance: 'i-0aa' });
  followed.say('other', { instance: 'i-0bb' });
  followed.after(4, () => {
    followed.say('other again', { instance: 'i-0bb' });
    followed.say('mine again', { instance: 'i-0aa' });
  });
  expect(await followed.texts(60, { instance: 'i-0a' })).toEqual(['mine', 'mine again']);
});
