import type { Asked, ControlPolicy, RefusalCode } from '../../../lib/control/authority';

export const day = 86_400_000;

export interface Attack {
  readonly name: string;
  /** What differs from an admin who asks for the status of a preview in the pull request that the same person opened. */
  readonly asked: Partial<Asked>;
  readonly policy?: Partial<ControlPolicy['allow']>;
  readonly longKeepDays?: number;
  readonly refused: RefusalCode;
}

export const keepFor = (days: number) => ({ command: { verb: 'keep', for: `${days}d` }, wish: days * day }) as const;
const destroy = { command: { verb: 'destroy' } } as const;
export const writer = { permission: 'write', login: 'will' } as const;
export const own = { isOurs: true, open: true, author: 'will' };
const fork = { isOurs: false, open: true, author: 'anna' };
const closed = { isOurs: true, open: false, author: 'anna' };

/** Who tries what, and why it is not done. */
export const attacks: readonly Attack[] = [
  // Programs.
  { name: 'a bot', asked: { isPerson: false, login: 'renovate[bot]' }, refused: 'asked-by-program' },
  {
    name: 'an app that may write',
    asked: { isPerson: false, permission: 'write' },
    refused: 'asked-by-program',
  },
  { name: 'our own answer', asked: { isPerson: false, login: 'github-actions[bot]' }, refused: 'asked-by-program' },
  {
    name: 'a bot whose login is on the list',
    asked: { ...destroy, isPerson: false, login: 'anna' },
    policy: { destroy: ['anna'] },
    refused: 'asked-by-program',
  },
  {
    name: 'a bot that asks for help',
    asked: { isPerson: false, command: { verb: 'help' } },
    refused: 'asked-by-program',
  },
  { name: 'a bot from a fork', asked: { isPerson: false, pullRequest: fork }, refused: 'asked-by-program' },
  // Rights.
  { name: 'a reader', asked: { permission: 'read', command: { verb: 'wake' } }, refused: 'asked-without-right' },
  { name: 'one with triage, which GitHub calls read', asked: { permission: 'read' }, refused: 'asked-without-right' },
  { name: 'a stranger', asked: { permission: 'none' }, refused: 'asked-without-right' },
  {
    name: 'a member of the organization without rights here',
    asked: { permission: 'none', login: 'mia' },
    refused: 'asked-without-right',
  },
  {
    name: 'a stranger who asks for help',
    asked: { permission: 'none', command: { verb: 'help' } },
    refused: 'asked-without-right',
  },
  {
    name: 'a reader who asks for logs',
    asked: { permission: 'read', command: { verb: 'logs' } },
    refused: 'asked-without-right',
  },
  {
    name: 'a reader who asks for the cost',
    asked: { permission: 'read', command: { verb: 'cost' } },
    refused: 'asked-without-right',
  },
  {
    name: 'a right that GitHub does not have',
    asked: { permission: 'maintain' as never },
    refused: 'asked-without-right',
  },
  { name: 'no right at all', asked: { permission: undefined as never }, refused: 'asked-without-right' },
  { name: 'a right in capitals', asked: { permission: 'ADMIN' as never }, refused: 'asked-without-right' },
  {
    name: 'the author of the pull request without the right to write',
    asked: { ...destroy, permission: 'read', pullRequest: { ...own, author: 'anna' } },
    refused: 'asked-without-right',
  },
  {
    name: 'a reader whose login is on the list',
    asked: { ...destroy, permission: 'read' },
    policy: { destroy: ['anna'] },
    refused: 'asked-without-right',
  },
  {
    name: 'a reader in a chat',
    asked: { permission: 'read', pullRequest: undefined as never },
    refused: 'asked-without-right',
  },
  // Forks and closed pull requests.
  { name: 'a fork', asked: { pullRequest: fork }, refused: 'asked-from-fork' },
  {
    name: 'a fork whose head is called main',
    asked: { pullRequest: fork, branch: 'main' },
    refused: 'asked-from-fork',
  },
  {
    name: 'a fork with the name of a preview of ours',
    asked: { ...destroy, pullRequest: fork },
    refused: 'asked-from-fork',
  },
  {
    name: 'a fork that has another branch made',
    asked: { command: { verb: 'create', branch: 'x' }, branch: 'x', pullRequest: fork },
    refused: 'asked-from-fork',
  },
  { name: 'a closed fork', asked: { ...destroy, pullRequest: { ...fork, open: false } }, refused: 'asked-from-fork' },
  ...(['create', 'sleep', 'wake', 'rebuild', 'rollback', 'hold', 'release', 'logs', 'cost'] as const).map(
    (verb): Attack => ({
      name: `${verb} in a closed pull request`,
      asked: { command: { verb }, pullRequest: closed },
      refused: 'asked-when-closed',
    }),
  ),
  {
    name: 'keep in a closed pull request',
    asked: { ...keepFor(1), pullRequest: closed },
    refused: 'asked-when-closed',
  },
  // Stages.
  ...(
    [
      'status',
      'create',
      'sleep',
      'wake',
      'rebuild',
      'rollback',
      'hold',
      'release',
      'destroy',
      'logs',
      'why',
      'cost',
    ] as const
  ).map(
    (verb): Attack => ({
      name: `${verb} of staging, whose branch goes to production`,
      asked: { command: { verb }, branch: 'main', isStage: true },
      refused: 'asked-of-stage',
    }),
  ),
  {
    name: 'create of the branch of production',
    asked: { command: { verb: 'create', branch: 'production' }, branch: 'production', isStage: true },
    refused: 'asked-of-stage',
  },
  { name: 'keep of staging', asked: { ...keepFor(1), isStage: true }, refused: 'asked-of-stage' },
  {
    name: 'destroy of production by one on the list',
    asked: { ...destroy, isStage: true },
    policy: { destroy: ['anna'] },
    refused: 'asked-of-stage',
  },
  { name: 'destroy of no branch', asked: { ...destroy, branch: undefined as never }, refused: 'asked-of-no-branch' },
  {
    name: 'wake of no branch in a chat',
    asked: { command: { verb: 'wake' }, branch: undefined as never, pullRequest: undefined as never },
    refused: 'asked-of-no-branch',
  },
  // Destroy.
  { name: 'destroy by one who did not open it', asked: { ...destroy, ...writer }, refused: 'asked-beyond-allowed' },
  {
    name: 'destroy in a chat, where no one opened anything',
    asked: { ...destroy, ...writer, pullRequest: undefined as never },
    refused: 'asked-beyond-allowed',
  },
  {
    name: 'destroy by its author, for admins',
    asked: { ...destroy, ...writer, pullRequest: own },
    policy: { destroy: 'admin' },
    refused: 'asked-beyond-allowed',
  },
  {
    name: 'destroy by an admin who is not on the list',
    asked: destroy,
    policy: { destroy: ['bob'] },
    refused: 'asked-beyond-allowed',
  },
  { name: 'destroy by an admin, for no one', asked: destroy, policy: { destroy: [] }, refused: 'asked-beyond-allowed' },
  {
    name: 'destroy by the author, for no one',
    asked: { ...destroy, ...writer, pullRequest: own },
    policy: { destroy: [] },
    refused: 'asked-beyond-allowed',
  },
  {
    name: 'a login with a Cyrillic letter',
    asked: { ...destroy, login: 'аnna' },
    policy: { destroy: ['anna'] },
    refused: 'asked-beyond-allowed',
  },
  {
    name: 'a login with the sign of Kelvin',
    asked: { ...destroy, login: 'fran\u212a' },
    policy: { destroy: ['frank'] },
    refused: 'asked-beyond-allowed',
  },
  {
    name: 'a login with a mark of no width',
    asked: { ...destroy, login: 'anna\u200b' },
    policy: { destroy: ['anna'] },
    refused: 'asked-beyond-allowed',
  },
  {
    name: 'a login that begins as one on the list',
    asked: { ...destroy, login: 'anna-2' },
    policy: { destroy: ['anna'] },
    refused: 'asked-beyond-allowed',
  },
  {
    name: 'a login that ends as one on the list',
    asked: { ...destroy, login: 'joanna' },
    policy: { destroy: ['anna'] },
    refused: 'asked-beyond-allowed',
  },
  {
    name: 'a login with the name of a right',
    asked: { ...destroy, ...writer, login: 'admin' },
    policy: { destroy: 'admin' },
    refused: 'asked-beyond-allowed',
  },
  {
    name: 'a login with the name of a method',
    asked: { ...destroy, ...writer, login: 'constructor' },
    policy: { destroy: ['anna'] },
    refused: 'asked-beyond-allowed',
  },
  {
    name: 'no login, for an author without one',
    asked: { ...destroy, ...writer, login: '', pullRequest: { ...own, author: '' } },
    refused: 'asked-beyond-allowed',
  },
  {
    name: 'an author of a look-alike login',
    asked: { ...destroy, ...writer, pullRequest: { ...own, author: 'wіll' } },
    refused: 'asked-beyond-allowed',
  },
];
