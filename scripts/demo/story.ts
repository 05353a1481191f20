import { look } from './look';
import { type Endpoint, type Environment, previewStacks, type Ran } from './program';
import { expect, type Teller } from './teller';
import { sign, visit } from './visit';
import { openWorkshop } from './workshop';

interface Scene {
  readonly folder: string;
  readonly endpoint: Endpoint;
  readonly env: Environment;
}

/** The whole story; throws NotAsTold at the first step that ends otherwise. */
export async function tellStory(teller: Teller, scene: Scene): Promise<{ summary: readonly string[] }> {
  const workshop = await teller.step('a git remote with the example app, a guest book', () =>
    openWorkshop(scene.folder, scene.env),
  );
  const run = (...args: string[]) => previewStacks(args, { cwd: workshop.folder, env: scene.env });
  const must = async (...args: string[]): Promise<Ran> => {
    const ran = await run(...args);
    expect(ran.code === 0, `preview-stacks ${args.join(' ')} ended with ${ran.code}:\n${ran.stderr}${ran.stdout}`);
    return ran;
  };
  const url = (ran: Ran) => ran.stdout.trim().split('\n').at(-1) ?? '';
  const resources = () => look(scene.endpoint.variables);

  await teller.step('deploy-application: what all previews share', () => must('deploy-application'));

  teller.chapter('Push a branch, open its URL');
  const main = url(await teller.step('main → staging', () => must('deploy'), url));
  const branches = [
    { name: 'feature/login', heading: 'Guest book with a login' },
    { name: 'feature-login', heading: 'Another login' },
  ];
  const urls: Record<string, string> = {};
  for (const { name, heading } of branches) {
    await workshop.pushBranch(name, { heading });
    urls[name] = url(await teller.step(`${name} → its preview`, () => must('deploy'), url));
  }
  await workshop.pushBranch('docs-no-infra', { heading: 'Only words' });
  await teller.step('docs-no-infra → skipped', async () => {
    const { stdout } = await must('deploy', '--json');
    const answer = JSON.parse(stdout) as { kind: string };
    expect(answer.kind === 'skipped', `docs-no-infra was not skipped: ${stdout}`);
  });
  const login = urls['feature/login'] ?? '';
  const other = urls['feature-login'] ?? '';

  teller.chapter('Each has its own page, its own data');
  await teller.step('three URLs show three pages, each with its test data', async () => {
    const pages = await Promise.all([main, login, other].map((at) => visit(at)));
    const headings = pages.map(({ body }) => /<h1>([^<]*)<\/h1>/.exec(body)?.[1]);
    expect(
      headings.join() === ['Guest book', ...branches.map(({ heading }) => heading)].join(),
      `the pages say ${headings.join(', ')}`,
    );
    expect(
      pages.every(({ body }) => body.includes('First entry of a fresh database')),
      'test data is missing on a page',
    );
  });
  await teller.step('an entry with a picture on one is on no other', async () => {
    const signed = await sign(login, 'Demo', 'Only feature/login knows this');
    expect(signed.status === 303, `signing answered ${signed.status}: ${signed.body}`);
    const [mine, theirs, staging] = await Promise.all([login, other, main].map((at) => visit(at)));
    expect(mine?.body.includes('Only feature/login knows this') === true, 'the entry was lost');
    expect(
      !theirs?.body.includes('Only feature/login') && !staging?.body.includes('Only feature/login'),
      'the entry is on another branch too',
    );
    const picture = /src="(\/pictures\/[^"]+)"/.exec(mine?.body ?? '')?.[1];
    expect((await visit(`${login}${picture}`)).status === 200, 'the picture cannot be read back');
  });
  const before = await resources();
  const named = await must('name', '--branch', 'feature/login', '--json');
  const { stack, id } = JSON.parse(named.stdout) as { stack: string; id: string };

  teller.chapter('Delete the branch, and it is gone');
  await teller.step('git push origin --delete feature/login', async () => {
    await workshop.git('switch', '--quiet', 'main');
    await workshop.git('push', '--quiet', 'origin', '--delete', 'feature/login');
  });
  await teller.step('cleanup: shows what it would delete, and changes nothing', async () => {
    const { stdout } = await must('cleanup');
    expect(
      stdout.includes('feature/login') && (await visit(login)).status === 200,
      `the plan is not right:\n${stdout}`,
    );
  });
  await teller.step('cleanup --execute', () => must('cleanup', '--execute'));
  await teller.step('stack, app process, database, bucket and host are gone', async () => {
    const now = await resources();
    expect(before.stacks.includes(stack) && !now.stacks.includes(stack), 'the stack is still there');
    for (const kind of ['processes', 'databases', 'buckets', 'hosts'] as const) {
      expect(
        now[kind].length === before[kind].length - 1,
        `${kind}: ${before[kind].length} before, ${now[kind].length} now`,
      );
    }
    const pid =
      before.processes.find(({ environment }) => !now.processes.some((one) => one.environment === environment))?.pid ??
      0;
    expect(!alive(pid), `the app's process ${pid} still runs`);
    expect(!now.objects.some((key) => key.startsWith(`${id}/`)), 'bundles or records are left');
    expect((await visit(login)).status === 404, `${login} still answers`);
  });
  await teller.step('the others live, and their data with them', async () => {
    for (const at of [main, other]) {
      const { status, body } = await visit(at);
      expect(status === 200 && body.includes('First entry of a fresh database'), `${at} answers ${status}`);
    }
  });
  return {
    summary: [
      `staging        ${main}`,
      `feature-login  ${other}`,
      'feature/login  gone, with everything it had',
      'docs-no-infra  never had any',
    ],
  };
}

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
