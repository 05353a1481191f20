import { PreviewError } from '../../errors';
import { namesOf } from '../../naming/resource-names';
import type { Stack } from '../../ports/stacks';
import { applicationOf } from '../../previews/application-of';
import { checkAccount } from '../../previews/check-account';
import { checkOwner } from '../../previews/check-owner';
import { awsNow } from '../../previews/clock-difference';
import { isEndless, keepingOf, mostOf, noEnd } from '../../previews/keeping';
import { ownerOf } from '../../previews/preview';
import { lastWork } from '../../previews/record/last-work';
import { updateRecord } from '../../previews/update-record';
import type { CleanupSettings } from '../../settings/settings';
import { stackState } from '../../stacks/stack-state';
import { moment } from '../../text/moment';
import type { KeepOutcome, KeepPorts, KeepRequest, Wish } from './keep-request';

const day = 86_400_000;

/**
 * Writes into the record of a preview until when cleanup keeps it, whatever becomes of its branch.
 *
 * @throws PreviewError `keep-too-long` and `keep-past` before anything is written; `stack-not-ours`; `record-unreadable`; `record-conflict`
 */
export async function keep(ports: KeepPorts, { settings, wish }: KeepRequest): Promise<KeepOutcome> {
  const { project, target, values, branch } = settings;
  const { stackName, targetId, applicationStackName } = namesOf(project, target);
  const { maxKeepDays } = values.cleanup;
  const common = { branch, stackName };
  checkAllowed(wish, maxKeepDays);
  await checkAccount(ports.account, values);
  const [stack, applicationStack] = await Promise.all([
    ports.stacks.find(stackName),
    ports.stacks.find(applicationStackName),
  ]);
  const application = applicationOf(applicationStack, 'staging', values.region);
  if (stack) checkOwner(stack, ownerOf(settings, ports.repository), target);
  if (stack === undefined || application === undefined || isGone(stack)) return { ...common, kind: 'nothing-there' };
  const going = goingOf(stack);
  if (going) return { ...common, ...going };

  const now = awsNow(ports);
  const keepUntil = endOf(wish, now, maxKeepDays);
  const location = { bucket: application.bundleBucket, targetId, stackId: stack.id };
  const changed = lastWork(stack, (await ports.records.read(location))?.record, now);
  const keeping = keepingOf({ createdAt: changed }, keepUntil, maxKeepDays);
  if (keeping && maxKeepDays !== 'forever' && keeping.until.getTime() <= now.getTime()) {
    return { ...common, kind: 'used-up', lastChange: changed.toISOString(), maxKeepDays };
  }
  let formerly: string | undefined;
  let hasRecord = false;
  await updateRecord(ports.records, location, (former) => {
    hasRecord = former !== undefined;
    formerly = former?.keepUntil;
    if (former === undefined || formerly === keepUntil) return undefined;
    const { keepUntil: _, ...others } = former;
    return { ...others, ...(keepUntil !== undefined && { keepUntil }) };
  });
  if (!hasRecord) return { ...common, kind: 'no-record', status: stack.status };
  // A cleanup that had read the record before may have begun to delete it.
  const after = await ports.stacks.find(stack.id);
  const goes = after === undefined ? { kind: 'going' as const, status: 'DELETE_COMPLETE' } : goingOf(after);
  if (goes) return { ...common, ...goes };
  const before = formerly === undefined ? {} : { formerly };
  if (keeping === undefined || keepUntil === undefined) return { ...common, kind: 'no-longer', ...before };
  const cut = keeping.cut && maxKeepDays !== 'forever' ? { cutByDays: maxKeepDays } : {};
  return { ...common, kind: 'kept', keepUntil, until: keeping.until.toISOString(), ...cut, ...before };
}

function isGone({ status }: Stack): boolean {
  return stackState(status) === 'deleted';
}

/** What CloudFormation has begun to delete stays in no useful state. */
function goingOf({ status }: Stack): { readonly kind: 'going'; readonly status: string } | undefined {
  return status.startsWith('DELETE_') ? { kind: 'going', status } : undefined;
}

/** The ISO time that the record gets; undefined when it gets none. */
function endOf(wish: Wish, now: Date, allowed: CleanupSettings['maxKeepDays']): string | undefined {
  if (wish.kind === 'no-longer') return undefined;
  if (wish.kind === 'forever') return noEnd;
  const until = wish.kind === 'for' ? new Date(now.getTime() + wish.milliseconds) : wish.until;
  if (until.getTime() <= now.getTime()) {
    throw new PreviewError('keep-past', `${moment(until)} is past: it is ${moment(now)} now`, {
      fault: 'user',
      hint: 'Give a date that is to come.',
    });
  }
  if (until.getTime() > mostOf({ createdAt: now }, allowed).getTime()) throw tooLong(`until ${moment(until)}`, allowed);
  // Later years have another form, which no record has.
  return isEndless(until) ? noEnd : until.toISOString();
}

/** What settings can never allow, whenever the stack was changed. */
function checkAllowed(wish: Wish, allowed: CleanupSettings['maxKeepDays']): void {
  if (allowed === 'forever' || wish.kind === 'no-longer') return;
  if (wish.kind === 'forever' || (wish.kind === 'until' && isEndless(wish.until))) throw tooLong('forever', allowed);
  if (allowed === 0 || (wish.kind === 'for' && wish.milliseconds > allowed * day)) throw tooLong('so long', allowed);
}

function tooLong(wish: string, allowed: CleanupSettings['maxKeepDays']): PreviewError {
  const most = allowed === 0 ? 'no preview' : `no preview ${wish}: ${allowed} d at the most`;
  const instead = allowed === 0 ? 'Raise' : `Keep it for ${allowed}d or less, or raise`;
  return new PreviewError('keep-too-long', `Settings keep ${most} (cleanup.maxKeepDays is ${allowed})`, {
    fault: 'user',
    hint: `${instead} cleanup.maxKeepDays on the default branch, whose settings count; 'forever' there is without an end.`,
  });
}
