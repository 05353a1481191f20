import { estimate } from '../../../cost/estimate';
import { costDocument, costWords, dailyCost } from '../../../cost/of-target';
import type { Sum } from '../../../cost/sum';
import { usesKeptBundle } from '../../../deploy/bundles/bundle-choice';
import { deploy } from '../../../deploy/deploy';
import type { DeployOutcome } from '../../../deploy/deploy-outcome';
import { isRefusedAtFence } from '../../../deploy/gate/fence';
import type { ResolvedSettings } from '../../../settings/resolve';
import { duration } from '../../../text/duration';
import { shortHash } from '../../../text/short-hash';
import { harmlessJson, plain } from '../../../text/visible';
import { progressOf } from '../../answer';
import { bundleOption } from '../../bundle-option';
import type { Command, Run } from '../../command';
import { announcerOf, announcingOf } from '../../compose/announce';
import { openSession } from '../../compose/open-session';
import { openPorts } from '../../compose/ports';
import { openPrices, openPricesOrWarn } from '../../compose/prices';
import { allowDirty, branch, bundle, noAnnounce, target } from '../../flags';
import { chooseTarget } from '../../session';

export const command = {
  group: 'every-day',
  summary: 'deploy a branch and print its URL',
  description:
    'Deploys a branch to its preview; the branch of staging or of production goes to staging or production. The last line of standard output is the URL.',
  example: 'deploy --branch login-page',
  flags: {
    ...branch,
    ...target,
    ...bundle,
    ...allowDirty,
    '--release': 'end an instance that is held (see `hold`), instead of refusing: what is on its disk is gone then',
    ...noAnnounce,
  },
} as const satisfies Command;

/** `deploy`: the URL is the last line of standard output. */
export const run: Run<typeof command> = async (invocation, options) => {
  const session = await openSession(invocation, options);
  const target = await chooseTarget(session, options);
  const settings = session.settingsOf(target);
  const bundle = bundleOption(options, target, invocation.cwd);
  const progress = progressOf(invocation, options);
  // A limit by prices that cannot be read is no limit.
  const limited = settings.values.limits?.dailyCost !== undefined;
  const pricesOf = limited ? await openPrices(session) : await openPricesOrWarn(session, progress);
  const prices = pricesOf(settings.values.region);
  const outputs = await announcingOf(invocation, session, settings, options, progress);
  const announcer = outputs && announcerOf(session, settings, { outputs, progress, kept: usesKeptBundle(bundle) });
  const ports = await openPorts(invocation, session, settings, announcer ?? progress, options);
  try {
    const outcome = await deploy(ports, {
      settings,
      root: session.root,
      ...(bundle && { bundle }),
      cost: estimate(settings, prices),
      release: options.release === true,
      signal: invocation.signal,
    }).catch(async (error: unknown) => {
      // A team does not want to hear that one of them forgot to push.
      if (!isRefusedAtFence(error)) await announcer?.failed(error);
      throw error;
    });
    const announced = await announcer?.ended(outcome);
    const { terminal } = invocation;
    const sum = dailyCost(settings, prices);
    const costPerDay = 'url' in outcome ? costDocument(sum, settings) : undefined;
    const document = { ...outcome, ...(costPerDay && { costPerDay }), ...(announced && { announced }) };
    if (options.json) terminal.out(harmlessJson(document, 2));
    else {
      terminal.err(lastWords(outcome, options.release));
      const costs = costLine(outcome, settings, sum);
      if (costs !== undefined) terminal.err(costs);
      if ('url' in outcome) terminal.out(plain(outcome.url));
    }
    return outcome.kind === 'branch-vanished' ? 1 : 0;
  } finally {
    await ports.close();
  }
};

/** How the deploy ended, in one line. Who asked to release reads where nothing was. */
export function lastWords(outcome: DeployOutcome, release = false): string {
  const unreleased = 'Nothing was released either: `preview-stacks release` does it.';
  return release && !('url' in outcome) ? `${ending(outcome)} ${unreleased}` : ending(outcome);
}

function ending(outcome: DeployOutcome): string {
  switch (outcome.kind) {
    case 'skipped':
      return `Skipped: ${plain(outcome.branch)} matches ${plain(outcome.pattern)}, and such branches get no preview.`;
    case 'foreign':
      return `Skipped: ${plain(outcome.because)}`;
    case 'branch-gone':
      return `Nothing deployed: ${plain(outcome.branch)} is not on the remote any more${outcome.stack ? '; cleanup takes its stack away' : ''}.`;
    case 'superseded':
      return `Nothing deployed: ${supersededText(outcome)}.`;
    case 'branch-vanished':
      return `${plain(outcome.branch)} was deleted while it was deployed. The stack ${plain(outcome.stackName)} runs at ${plain(outcome.url)}; cleanup will take it away.`;
    case 'deployed':
      return `${outcome.operation === 'unchanged' ? 'Nothing to change' : `Stack ${outcome.operation}`} in ${duration(outcome.milliseconds)}${outcome.data === 'seeded' ? ', test data installed' : ''}.`;
  }
}

/** What runs now costs so much: the team's own words before ours. Undefined where nothing runs, or no price is known. */
export function costLine(outcome: DeployOutcome, settings: ResolvedSettings, sum: Sum | undefined): string | undefined {
  const { costPerDay } = settings.values.announce;
  const words =
    costPerDay === undefined ? costWords(sum, settings) : `${plain(costPerDay)} a day, by the team's own reckoning`;
  return 'url' in outcome && words !== undefined ? `Costs ${words}.` : undefined;
}

function supersededText({ branch, commit, head, standing }: Extract<DeployOutcome, { kind: 'superseded' }>): string {
  const there = `${plain(branch)} is at ${shortHash(head)} on the remote by now`;
  if (standing === 'behind') return `${there}, and ${shortHash(commit)} is older`;
  if (standing === 'apart') return `${there}, and ${shortHash(commit)} is no part of it any more`;
  return `${there}; this job has ${shortHash(commit)}, and its clone does not hold what lies between`;
}
