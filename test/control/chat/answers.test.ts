import { ChatTeam } from './chat-world';

const preview = (branch: string, change: object = {}) => ({
  ...{ branch, state: 'ready', url: `https://${branch}.p.acme.dev`, isAsleep: false },
  ...change,
});

test('status alone lists previews with buttons of what can be done', async () => {
  const team = new ChatTeam();
  team.list = { previews: [preview('login'), preview('cart', { isAsleep: true, state: 'asleep' })] };
  expect(await team.ask('status')).toMatchObject({
    text: '2 previews of shop:',
    rows: [
      {
        text: 'login: ready',
        url: 'https://login.p.acme.dev',
        buttons: [
          { label: 'Sleep', asks: 'sleep login' },
          { label: 'Keep 3 d', asks: 'keep login 3d' },
        ],
      },
      { text: 'cart: asleep', buttons: [{ label: 'Wake', asks: 'wake cart' }, { asks: 'keep cart 3d' }] },
    ],
  });
});

test('what a button asks is read as if it was written, and checked again', async () => {
  const team = new ChatTeam();
  await team.ask('sleep login', { kind: 'button' });
  await team.ask('destroy login', { kind: 'button' });
  await team.ask('sleep login', { kind: 'button', user: 'U3' });
  expect(team.did).toEqual(['sleep login']);
});

test('a long list is cut, and an incomplete one says so', async () => {
  const team = new ChatTeam();
  team.list = { previews: Array.from({ length: 17 }, (_, index) => preview(`b${index}`)), because: 'AWS was slow' };
  const answer = await team.ask('status');
  expect(answer?.rows).toHaveLength(15);
  expect(answer?.lines).toEqual([expect.stringMatching(/^2 more/), 'There may be more: AWS was slow']);
});

test('where there is none it says how one is made', async () => {
  expect((await new ChatTeam().ask('status'))?.text).toMatch(/^shop has no previews. `\/preview create`/);
});

test('a branch that is too long for a button has none', async () => {
  const team = new ChatTeam();
  team.list = { previews: [preview(Array.from({ length: 12 }, () => 'x'.repeat(200)).join('/'))] };
  expect((await team.ask('status'))?.rows?.[0]?.buttons).toEqual([]);
});

test('help has the branch behind the verb', async () => {
  const lines = (await new ChatTeam().ask('help'))?.lines ?? [];
  expect(lines.map((line) => line.split(':')[0])).toEqual(
    expect.arrayContaining([
      '/preview status [branch]',
      '/preview create <branch>',
      '/preview sleep <branch>',
      '/preview keep <branch> 3d | until 2026-12-24 | forever | no-longer',
      '/preview rollback <branch> [version]',
      '/preview logs <branch> [service]',
      '/preview help',
    ]),
  );
});

describe('of several projects', () => {
  const two = () => {
    const team = new ChatTeam();
    const did: string[] = [];
    team.projects.push(
      team.project('desk', { slack: { team: 'T1', users: ['U3'] }, list: async () => ({ previews: [preview('x')] }) }),
    );
    return { team, did };
  };

  test('the name of one stands before the verb', async () => {
    const { team } = two();
    await team.ask('shop sleep login');
    await team.ask('Desk sleep login', { user: 'U3' });
    await team.ask('sleep login');
    expect(team.did).toEqual(['sleep login', 'sleep login']);
    expect(team.chat.answers.at(-1)).toMatchObject({
      text: 'It does not begin with the name of a project.',
      lines: expect.arrayContaining([
        'Projects: shop, desk.',
        expect.stringMatching(/^\/preview <project> sleep <branch>:/),
      ]),
    });
  });

  test('who may in one may not in the other', async () => {
    const { team } = two();
    await team.ask('desk sleep login');
    await team.ask('shop sleep login', { user: 'U3' });
    expect(team.did).toEqual([]);
  });

  test('buttons name the project', async () => {
    const { team } = two();
    expect((await team.ask('desk status', { user: 'U3' }))?.rows?.[0]?.buttons[0]?.asks).toBe('desk sleep x');
  });

  test('each with a slash command of its own needs no name', async () => {
    const { team } = two();
    team.projects[1] = team.project('desk', { slack: { team: 'T1', users: ['U3'], slashCommand: '/desk' } });
    await team.ask('sleep login', { user: 'U3', kind: 'command', command: '/desk' });
    expect(team.did).toEqual(['sleep login']);
  });
});
