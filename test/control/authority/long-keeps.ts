import { type Attack, day, keepFor, own, writer } from './attacks';

/** Who tries to keep a preview for long, and why it is not done. */
export const longKeeps: readonly Attack[] = [
  // Keep.
  { name: 'keep for 8 days', asked: { ...writer, ...keepFor(8) }, refused: 'asked-beyond-allowed' },
  {
    name: 'keep for a millisecond more than 7 days',
    asked: { ...writer, ...keepFor(7), wish: 7 * day + 1 },
    refused: 'asked-beyond-allowed',
  },
  {
    name: 'keep for an hour where each keep is long',
    asked: { ...writer, ...keepFor(1 / 24) },
    longKeepDays: 0,
    refused: 'asked-beyond-allowed',
  },
  {
    name: 'keep for 8 days by the author',
    asked: { ...writer, ...keepFor(8), pullRequest: own },
    refused: 'asked-beyond-allowed',
  },
  {
    name: 'keep until far',
    asked: { ...writer, command: { verb: 'keep', until: '2099-01-01' }, wish: 26_000 * day },
    refused: 'asked-beyond-allowed',
  },
  {
    name: 'keep for 8 days by an admin, for a list',
    asked: keepFor(8),
    policy: { longKeeps: ['bob'] },
    refused: 'asked-beyond-allowed',
  },
  {
    name: 'keep forever',
    asked: { ...writer, command: { verb: 'keep', forever: true }, wish: 'forever' },
    refused: 'asked-beyond-allowed',
  },
  {
    name: 'keep forever by one who may keep long',
    asked: { ...writer, command: { verb: 'keep', forever: true }, wish: 'forever' },
    policy: { longKeeps: 'write' },
    refused: 'asked-beyond-allowed',
  },
  {
    name: 'keep forever as a short time',
    asked: { ...writer, command: { verb: 'keep', forever: true }, wish: day },
    refused: 'asked-beyond-allowed',
  },
  {
    name: 'keep until the end of all years',
    asked: { ...writer, command: { verb: 'keep', until: '9999-12-31' }, wish: 'forever' },
    policy: { longKeeps: 'write' },
    refused: 'asked-beyond-allowed',
  },
  {
    name: 'keep for a time that is no number',
    asked: { ...writer, ...keepFor(1), wish: Number.NaN },
    refused: 'asked-beyond-allowed',
  },
  {
    name: 'keep for an endless time',
    asked: { ...writer, ...keepFor(1), wish: Number.POSITIVE_INFINITY },
    policy: { longKeeps: 'write' },
    refused: 'asked-beyond-allowed',
  },
  {
    name: 'keep for no known time',
    asked: { ...writer, command: { verb: 'keep', for: '1d' } },
    refused: 'asked-beyond-allowed',
  },
];
