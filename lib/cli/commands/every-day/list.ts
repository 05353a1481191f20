import { foreignText, formerlyHint } from '../../../previews/foreign-repositories';
import { keptText } from '../../../previews/keeping';
import { lastCleanup } from '../../../previews/last-cleanup';
import { listPreviews } from '../../../previews/list-previews';
import type { ListAnswer, ListedTarget } from '../../../previews/list-request';
import { ownerOf } from '../../../previews/preview';
import { heldText } from '../../../previews/record/held-text';
import type { Progress } from '../../../progress';
import { duration } from '../../../text/duration';
import { shortHash } from '../../../text/short-hash';
import { plain } from '../../../text/visible';
import { answer, progressOf } from '../../answer';
import type { Command, Run } from '../../command';
import type { Billed, Standing } from '../../compose/billed';
import { openSession } from '../../compose/open-session';
import { openPorts } from '../../compose/ports';
import { table } from '../../render/table';
import { stateText } from '../../render/target/state-text';
import { anyPreview, type Session } from '../../session';

export const command = {
  group: 'every-day',
  summary: 'list what is deployed: branch, URL, state, age, cost',
  example: 'list --json',
  flags: {},
} as const satisfies Command;

/** `list`: what is deployed in the account and region of staging and its previews, and in production's when that is the same. */
export const run: Run<typeof command> = async (invocation, options) => {
  const session = await openSession(invocation, options);
  const settings = session.settingsOf(anyPreview);
  const progress = progressOf(invocation, options);
  const ports = await openPorts(invocation, session, settings, progress);
  try {
    const owner = ownerOf(settings, ports.repository);
    const now = ports.clock.now();
    const { maxAgeHours } = settings.values.cleanup;
    const [listed, cleanup, billed] = await Promise.all([
      listPreviews(ports, {
        owner,
        values: settings.values,
        settingsOf: session.settingsOf,
        now,
        signal: invocation.signal,
      }),
      lastCleanup(ports, { project: owner.project, now, maxAgeHours }),
      openBilled(session, progress),
    ]);
    const targets = listed.targets.map((one) => {
      const costPerDay = billed.document(standingOf(one));
      return costPerDay ? { ...one, costPerDay } : one;
    });
    answer(invocation, options, { ...listed, targets, ...(cleanup && { cleanup }) }, () =>
      listed.targets.length === 0
        ? [nothing(listed)]
        : table<ListedTarget>(columnsOf(billed, listed), listed.targets, invocation.terminal.columns),
    );
    for (const one of options.json ? [] : listed.foreign) {
      invocation.terminal.err(`${invocation.terminal.colors.yellow('!')} ${plain(foreignText(one))}.`);
      invocation.terminal.err(`  ${plain(formerlyHint(one.repository))}`);
    }
    if (!options.json && listed.unowned.length > 0) {
      invocation.terminal.err(
        `Named like previews, but without readable tags: ${listed.unowned.map(plain).join(', ')}`,
      );
    }
    for (const { target, held = [] } of options.json ? [] : listed.targets) {
      const name = target.kind === 'preview' ? plain(target.branch) : target.kind;
      for (const one of held) invocation.terminal.err(`${name}: ${heldText(one)}`);
    }
    const previews = listed.targets.some(({ target }) => target.kind === 'preview');
    if (!options.json && previews && cleanup?.warning !== undefined) {
      invocation.terminal.err(`${invocation.terminal.colors.yellow('!')} ${plain(cleanup.warning)}`);
    }
    if (listed.complete) return 0;
    if (!options.json) invocation.terminal.err(`There may be more: ${plain(listed.because ?? '')}`);
    return 1;
  } finally {
    await ports.close();
  }
};

/** Loaded while AWS answers. */
async function openBilled(session: Session, progress: Progress): Promise<Billed> {
  const { openPricesOrWarn } = require('../../compose/prices') as typeof import('../../compose/prices');
  const { Billed } = require('../../compose/billed') as typeof import('../../compose/billed');
  return new Billed(session, await openPricesOrWarn(session, progress));
}

function nothing({ foreign }: ListAnswer): string {
  return foreign.length === 0 ? 'Nothing is deployed.' : 'Nothing of this repository is deployed.';
}

/** Most previews are kept by no one, so that their column would be empty. */
const columnsOf = (billed: Billed, { targets }: ListAnswer) => [
  {
    title: 'BRANCH',
    cell: ({ target }: ListedTarget) => (target.kind === 'preview' ? plain(target.branch) : `(${target.kind})`),
  },
  { title: 'URL', cell: ({ url }: ListedTarget) => plain(url) },
  { title: 'STATE', cell: stateText },
  { title: 'AGE', cell: ({ ageMs }: ListedTarget) => duration(ageMs) },
  { title: '$/DAY', cell: (one: ListedTarget) => billed.cell(standingOf(one)) },
  { title: 'COMMIT', cell: ({ commit }: ListedTarget) => (commit ? shortHash(commit) : '–') },
  ...(targets.some(({ keptUntil }) => keptUntil)
    ? [{ title: 'KEPT', cell: ({ keptUntil }: ListedTarget) => (keptUntil ? keptText(keptUntil) : '–') }]
    : []),
];

function standingOf({ target, state, sleep }: ListedTarget): Standing {
  return { target, state, asleep: sleep?.state === 'asleep' };
}
