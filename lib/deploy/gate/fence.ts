import { PreviewError, survivable } from '../../errors';
import { nearest } from '../../naming/nearest';
import type { Checkout } from '../../ports/checkout';
import type { SourceRepository } from '../../ports/source-repository';
import { shellWord } from '../../text/shell-word';
import { shortHash } from '../../text/short-hash';
import type { BundleChoice } from '../bundles/bundle-choice';
import type { DeployOutcome } from '../deploy-outcome';
import type { DeployRequest } from '../deploy-request';

/** May this be deployed? `open` with the commit, or how the deploy ends instead. */
export type Fence =
  | { readonly kind: 'open'; readonly commit: string }
  | Extract<DeployOutcome, { readonly kind: 'branch-gone' | 'superseded' }>;

interface FencePorts {
  readonly checkout: Checkout;
  readonly repository: SourceRepository;
}

/** Errors for a person, who has to push, to pull or to name another branch; nothing began. */
const codes = ['branch-not-pushed', 'commit-not-pushed', 'commit-superseded', 'commit-not-the-head'] as const;

/** So many branches are compared with a name that the remote does not have. */
const compared = 2000;

/**
 * Lets only the head of the branch through: a late job must not bring back a preview whose branch was deleted, nor replace a newer commit
 * with an older one. A late job ends well; a person learns what to do. A kept bundle is no commit of the working copy, so only the branch
 * of a preview has to exist.
 *
 * @param hasStack whether something of the target is deployed: then its branch was on the remote once
 * @throws PreviewError with one of the codes above
 */
export async function fence(
  ports: FencePorts,
  { settings, bundle }: Pick<DeployRequest, 'settings' | 'bundle'>,
  hasStack: () => Promise<boolean>,
): Promise<Fence> {
  const { branch } = settings;
  if (bundle && isKept(bundle)) {
    const head = await ports.repository.branch(branch);
    if (head) return { kind: 'open', commit: head.commit };
    if (settings.target.kind === 'preview') return gone(ports, branch, hasStack);
    return { kind: 'open', commit: await ports.checkout.commit() };
  }
  const [head, commit] = await Promise.all([ports.repository.branch(branch), ports.checkout.commit()]);
  if (head === undefined) return gone(ports, branch, hasStack);
  if (head.commit !== commit) return behind(ports, { branch, commit, head: head.commit });
  return { kind: 'open', commit };
}

/** True of an error by which the fence tells a person what to do. */
export function isRefusedAtFence(error: unknown): boolean {
  return error instanceof PreviewError && (codes as readonly string[]).includes(error.code);
}

/** True when the deploy uses no file of the working copy. */
function isKept(bundle: BundleChoice): boolean {
  return bundle.kind === 'each' ? Object.values(bundle.services).every(isKept) : bundle.kind === 'kept';
}

/** The branch is deleted when it has a stack, or when a job of CI is its own; else the remote never had it. */
async function gone(ports: FencePorts, branch: string, hasStack: () => Promise<boolean>): Promise<Fence> {
  const here = (await ports.checkout.branch()) === branch;
  if (here && (await ports.checkout.inJob())) return { kind: 'branch-gone', branch, stack: await hasStack() };
  if (await hasStack()) return { kind: 'branch-gone', branch, stack: true };
  const push = `Push it first: git push --set-upstream origin ${shellWord(branch)}`;
  const meant = here ? [] : await similar(ports.repository, branch);
  throw make(
    'branch-not-pushed',
    `${branch} is not on the remote`,
    meant.length > 0 ? `Did you mean ${meant.join(', ')}? Else push it first.` : push,
  );
}

/** The branches whose names are most like this one, three at most; none when they cannot be listed. */
async function similar(repository: SourceRepository, branch: string): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const { name } of repository.branches()) {
      if (names.push(name) >= compared) break;
    }
  } catch (error) {
    survivable(error);
  }
  return nearest(branch, names).slice(0, 3);
}

async function behind(
  { checkout }: FencePorts,
  { branch, commit, head }: { readonly branch: string; readonly commit: string; readonly head: string },
): Promise<Fence> {
  const standing = await checkout.standing(head);
  // The remote may not know a push of a second ago: to skip would lose it.
  const skips = standing !== 'ahead' && (await checkout.inJob());
  if (skips) return { kind: 'superseded', branch, commit, head, standing };
  const [ours, theirs] = [shortHash(commit), shortHash(head)];
  const another = (await checkout.branch().catch(() => branch)) !== branch;
  const there = another ? `Check out what is there: git switch ${shellWord(branch)}` : undefined;
  switch (standing) {
    case 'ahead':
      throw make(
        'commit-not-pushed',
        `${ours} is not on the remote yet: ${branch} is at ${theirs} there`,
        there ?? 'Run `git push` first.',
      );
    case 'behind':
      throw make(
        'commit-superseded',
        `${ours} is older than ${branch} on the remote, which is at ${theirs}`,
        there ?? 'Run `git pull`; to go back to an earlier version, deploy its bundle with --bundle.',
      );
    case 'apart':
      throw make(
        'commit-not-the-head',
        `${branch} is at ${theirs} on the remote, and ${ours} is not part of it`,
        there ?? 'Run `git pull --rebase`, then `git push`.',
      );
    case 'unknown':
      throw make(
        'commit-not-the-head',
        `${branch} is at ${theirs} on the remote, here is ${ours}, and this clone does not know which is the newer`,
        there ?? 'Run `git fetch` and `git status`: then pull, or push.',
      );
  }
}

function make(code: (typeof codes)[number], message: string, hint: string): PreviewError {
  return new PreviewError(code, message, { fault: 'world', hint });
}

/** True only if the remote confirms that the branch is gone. On errors false: cleanup will check again. */
export async function hasVanished(repository: SourceRepository, branch: string): Promise<boolean> {
  try {
    return (await repository.branch(branch)) === undefined;
  } catch (error) {
    if (error instanceof PreviewError) return false;
    throw error;
  }
}
