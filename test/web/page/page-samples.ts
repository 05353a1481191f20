import type {
  ActState,
  BranchesAnswer,
  PageState,
  PreviewDetail,
  PreviewRow,
  PreviewStanding,
} from '../../../lib/web/api';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A row as the server would send it, some time before `at`. */
export function sampleRow(
  at: number,
  id: string,
  part: Partial<PreviewRow> & { readonly ago?: number } = {},
): PreviewRow {
  const { ago = 3 * hour, ...given } = part;
  const standing: PreviewStanding = given.standing ?? 'ready';
  return {
    id,
    branch: `feature/${id}`,
    standing,
    state: 'healthy since its last deploy',
    url: `https://${id}.preview.example.com`,
    pullRequest: {
      number: 41,
      title: 'Menu on small screens',
      author: 'octocat',
      url: 'https://github.com/acme/shop/pull/41',
    },
    commit: {
      ...{ sha: '9f1c2ab77d0e41c2a4f0b6ad2f3f0a3b1c2d3e4f', url: 'https://github.com/acme/shop/commit/9f1c2ab' },
      ...{ subject: 'Show prices with tax', by: 'octocat', at: new Date(at - ago).toISOString() },
    },
    createdAt: new Date(at - ago - 4 * day).toISOString(),
    usedAt: new Date(at - ago).toISOString(),
    cleanup: { verdict: 'keep', because: 'its branch exists', goesAt: new Date(at + 6 * day - ago).toISOString() },
    costPerDay: { usd: '1.2384', atLeast: false },
    held: [],
    ...given,
  };
}

/** What is written to break the page. */
export const hostile = {
  markup: '<img src=x onerror=alert(1)>/"><script>alert(1)</script>',
  long: `feature/${'this-branch-name-is-as-long-as-git-lets-it-be-'.repeat(5)}`,
  turned: 'fix/\u202egnp.exe\u202c-zero\u200bwidth',
  scheme: 'javascript:alert(document.domain)',
};

/** Twelve previews: one of each standing, with names that try to break the page. */
export function sampleState(at: number, part: Partial<PageState> = {}): PageState {
  const iso = (time: number) => new Date(time).toISOString();
  const running: ActState = sampleAct(at, 'feature/checkout');
  const previews: PreviewRow[] = [
    sampleRow(at, 'checkout', {
      act: running,
      standing: 'busy',
      state: 'CloudFormation updates it: 4 of 11 resources',
      ago: 4 * minute,
    }),
    sampleRow(at, 'menu', { ago: 20 * minute, branch: 'menu' }),
    sampleRow(at, 'search', {
      standing: 'asleep',
      state: 'asleep since 2026-11-20 20:00 UTC by octocat',
      ago: 30 * hour,
    }),
    sampleRow(at, 'login', {
      standing: 'failing',
      state: 'health is Red: 5xx on 84.2 % of requests in the last minute',
      ago: 2 * hour,
    }),
    sampleRow(at, 'gone', {
      ...{ standing: 'going', state: 'healthy; its branch is gone', ago: 9 * day },
      cleanup: { verdict: 'delete', because: 'its branch was deleted 26 hours ago' },
    }),
    sampleRow(at, 'held', {
      standing: 'held',
      held: ['i-0abc of web is held until 2026-11-29 10:00 UTC by hubot'],
      ago: 5 * hour,
    }),
    sampleRow(at, 'kept', {
      keptUntil: iso(at + 3 * day),
      ago: 50 * hour,
      cleanup: { verdict: 'keep', because: 'kept until 2026-12-01 10:00 UTC' },
    }),
    sampleRow(at, 'markup', {
      ...{ branch: hostile.markup, url: hostile.scheme, state: hostile.markup },
      pullRequest: { number: 7, title: hostile.markup, author: hostile.markup, url: hostile.scheme },
    }),
    sampleRow(at, 'long', {
      ...{ branch: hostile.long, url: `https://${'long-'.repeat(12)}.preview.example.com`, ago: 26 * hour },
      pullRequest: {
        number: 10_482,
        title: hostile.long,
        author: 'a-very-long-login-of-thirty-nine-letters',
        url: 'https://github.com/acme/shop/pull/10482',
      },
    }),
    {
      ...sampleRow(at, 'turned', {
        branch: hostile.turned,
        standing: 'asleep',
        state: 'asleep for the night',
        ago: 12 * hour,
      }),
      pullRequest: undefined,
    },
    {
      ...sampleRow(at, 'first', { standing: 'busy', state: 'CloudFormation makes it', ago: minute / 2 }),
      url: undefined,
      commit: undefined,
      costPerDay: undefined,
    },
    sampleRow(at, 'soon', {
      ago: 6 * day,
      cleanup: { verdict: 'keep', because: 'its branch exists', goesAt: iso(at + 7 * hour) },
    }),
  ];
  return {
    project: 'shop',
    region: 'eu-central-1',
    verbs: ['create', 'keep', 'sleep', 'wake', 'rebuild', 'rollback', 'hold', 'release', 'destroy'],
    at: iso(at),
    complete: true,
    counters: { awake: 10, asleep: 2, failing: 1, goingNext: 2, costPerDay: { usd: '13.6224', atLeast: true } },
    previews,
    ...part,
  };
}

export function sampleAct(at: number, branch: string, part: Partial<ActState> = {}): ActState {
  return {
    ...{ id: `act-${branch}`, branch, verb: 'rebuild', words: 'rebuild', by: 'octocat', state: 'running' },
    at: new Date(at - 2 * minute).toISOString(),
    progress: ['the bundle is made: 4.2 MB', 'CloudFormation updates preview-checkout', '4 of 11 resources are done'],
    ...part,
  };
}

export function sampleDetail({ id, branch }: PreviewRow, at: number): PreviewDetail {
  const ago = (time: number) => new Date(at - time).toISOString();
  return {
    id,
    branch,
    services: [
      { name: 'web', url: `https://${id}.preview.example.com`, health: 'Green', causes: [] },
      {
        name: 'api',
        health: 'Yellow: Warning',
        causes: ['5xx on 12.4 % of requests in the last minute', hostile.markup],
      },
    ],
    deploys: [
      {
        at: ago(3 * hour),
        commit: '9f1c2ab77d0e',
        subject: 'Show prices with tax',
        by: 'octocat',
        ended: 'healthy',
        version: 'v-9f1c2ab',
        running: true,
      },
      {
        at: ago(8 * hour),
        commit: '11aa22bb33cc',
        subject: hostile.markup,
        by: 'hubot',
        ended: 'rolled back: health was Red for 5 minutes',
        running: false,
      },
      {
        at: ago(2 * day),
        commit: '77dd88ee99ff',
        subject: 'Cart remembers its items',
        by: 'octocat',
        ended: 'healthy',
        version: 'v-77dd88e',
        running: false,
      },
    ],
    why: [
      { title: 'Its branch', text: 'exists; last push 3 hours ago' },
      { title: 'Its pull request', text: '#41 is open' },
      { title: 'The hourly job', text: 'keeps it; without a push it goes on 2026-12-04 at 08:00 UTC' },
    ],
    events: [
      { at: ago(3 * hour), resource: 'WebEnvironment', status: 'UPDATE_COMPLETE' },
      {
        at: ago(8 * hour),
        resource: 'ApiEnvironment',
        status: 'UPDATE_FAILED',
        reason: 'The following resource(s) failed to update: [AWSEBAutoScalingGroup].',
      },
      { at: ago(8.2 * hour), resource: 'Database', status: 'UPDATE_IN_PROGRESS' },
    ],
    cost: [
      { what: 't4g.small of web', quantity: 1, perDay: '0.4608' },
      { what: 't4g.small of api', quantity: 2, perDay: '0.9216' },
      { what: 'public IPv4 addresses', quantity: 3, perDay: '0.36' },
      { what: 'requests', quantity: 1 },
    ],
    missing: [],
  };
}

export const sampleBranches: BranchesAnswer = {
  complete: true,
  branches: [
    { name: 'feature/gift-cards' },
    { name: 'feature/returns-by-post' },
    { name: 'main', impossible: 'It is deployed as staging.' },
    { name: hostile.markup },
    { name: hostile.long, impossible: 'Its label is taken by feature/this-branch-name.' },
    ...Array.from({ length: 70 }, (_, index) => ({ name: `chore/upgrade-${index + 1}` })),
  ],
};
