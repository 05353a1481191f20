import { why } from '../../../cleanup/plan/why';
import { estimate } from '../../../cost/estimate';
import { decimal } from '../../../cost/money';
import { dailyCost } from '../../../cost/of-target';
import { history } from '../../../deploy/history/history';
import { PreviewError, survivable } from '../../../errors';
import { serviceOutputs } from '../../../facts/environment-outputs';
import { explain } from '../../../health/explain';
import { namesOf } from '../../../naming/resource-names';
import type { Stack } from '../../../ports/stacks';
import { checkAccount } from '../../../previews/check-account';
import { checkOwner } from '../../../previews/check-owner';
import { inParallel } from '../../../previews/in-parallel';
import { ownerOf } from '../../../previews/preview';
import type { ResolvedSettings } from '../../../settings/resolve';
import { targetOfBranch } from '../../../settings/target-of-branch';
import { dueOf } from '../../../sleep/due-of';
import { stackState } from '../../../stacks/stack-state';
import type { PreviewDetail } from '../../../web/api';
import { openPricesOrWarn } from '../../compose/prices';
import { explanationFacts, hourlyFacts } from '../../render/explanation';
import { anyPreview } from '../../session';
import { settingsOf } from '../steering';
import { deployRows } from './deploy-rows';
import type { PageLook } from './page-look';

const eventsAtMost = 30;
const linesAtMost = 40;
/** Beanstalk answers few requests a second in all of an account. */
const servicesAtOnce = 2;

/**
 * All about one preview. What cannot be asked is a sentence of `missing`.
 *
 * @throws PreviewError `account-wrong`, `stack-not-ours`, `not-deployed`
 */
export async function detailOf(look: PageLook, branch: string): Promise<PreviewDetail> {
  const settings = settingsOf(look, branch);
  const stack = await stackOf(look, settings);
  const missing: string[] = [];
  const part = async <T>(what: string, work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      look.signal.throwIfAborted();
      missing.push(`${what} could not be asked: ${survivable(error).message}.`);
      return otherwise;
    }
  };
  const [services, deploys, reasons, events, cost] = await Promise.all([
    part('The services', () => servicesOf(look, settings, stack), []),
    part('The deploys', async () => deployRows(await history(look.ports, settings)), []),
    part('Why it stays or goes', () => whyOf(look, branch), []),
    part('What happened to its stack', () => eventsOf(look, stack), []),
    part('The cost', () => costOf(look, settings), []),
  ]);
  const { targetId: id } = namesOf(settings.project, settings.target);
  return { id, branch, services, deploys, why: reasons, events, cost, missing };
}

async function stackOf({ ports }: PageLook, settings: ResolvedSettings): Promise<Stack> {
  const { stackName } = namesOf(settings.project, settings.target);
  await checkAccount(ports.account, settings.values);
  const stack = settings.target.kind === 'preview' ? await ports.stacks.find(stackName) : undefined;
  if (stack === undefined || stackState(stack.status) === 'deleted') {
    throw new PreviewError('not-deployed', `There is no preview ${stackName}`, {
      fault: 'world',
      hint: '`preview-stacks list` shows what is deployed.',
    });
  }
  checkOwner(stack, ownerOf(settings, ports.repository), settings.target);
  return stack;
}

/** Those that are deployed, and those of the settings that would be. */
async function servicesOf(
  { ports: { environments } }: PageLook,
  { project, target, values }: ResolvedSettings,
  stack: Stack,
): Promise<PreviewDetail['services']> {
  const { environmentName } = namesOf(project, target);
  const prefix = environmentName('');
  const deployed = Object.values(stack.outputs).filter((value) => value.startsWith(prefix));
  const names = new Set([...Object.keys(values.services), ...deployed.map((value) => value.slice(prefix.length))]);
  const hasDatabase = values.database !== 'none';
  return inParallel([...names], servicesAtOnce, async (service) => {
    const url = stack.outputs[serviceOutputs(service).url];
    const found = await environments.find(environmentName(service));
    const named = { name: service, ...(url !== undefined && { url }) };
    if (found === undefined) return { ...named, causes: [] };
    const health = `${found.health}, ${found.status}`;
    if (found.health === 'Green') return { ...named, health, causes: found.causes };
    // What its app last said tells more than the colour, where it can be read.
    const lines = await environments.logs({ environmentName: found.name, limit: linesAtMost }).catch(() => []);
    const texts = lines.map(({ text }) => text);
    const known = explain(texts, { hasDatabase, service });
    return { ...named, health, causes: [...found.causes, ...(known ? [`${known.cause}. ${known.fix}`] : [])] };
  });
}

async function whyOf(look: PageLook, branch: string): Promise<PreviewDetail['why']> {
  const { session, ports, signal } = look;
  const settings = session.settingsOf(anyPreview);
  const target = targetOfBranch(session.file, branch);
  const explained = await why(ports, { settings, branch, target, signal });
  const { sleep = 'none' } = session.settingsOf(target).values;
  const due = await inParallel(explained.decisions, 2, ({ preview }) =>
    dueOf(ports, preview, { settings, settingsOf: (name) => settingsOf(look, name) }),
  );
  return [
    ...explanationFacts(explained, target.kind),
    ...due.flatMap((decision) => hourlyFacts(decision, sleep !== 'none')),
  ];
}

/** The newest first. */
async function eventsOf({ ports: { stacks }, signal }: PageLook, { id }: Stack): Promise<PreviewDetail['events']> {
  const events: PreviewDetail['events'][number][] = [];
  for await (const { at, logicalId: resource, status, reason } of stacks.events(id)) {
    signal.throwIfAborted();
    events.push({ at: at.toISOString(), resource, status, ...(reason !== undefined && { reason }) });
    if (events.length === eventsAtMost) break;
  }
  return events;
}

/** None on this machine, where nothing is billed. */
async function costOf({ session }: PageLook, settings: ResolvedSettings): Promise<PreviewDetail['cost']> {
  const prices = (await openPricesOrWarn(session))(settings.values.region);
  if (dailyCost(settings, prices) === undefined) return [];
  return estimate(settings, prices).own.map(({ what, quantity, perDay }) => ({
    ...{ what, quantity },
    ...(perDay !== undefined && { perDay: decimal(perDay) }),
  }));
}
