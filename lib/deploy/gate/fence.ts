import { PreviewError } from '../../errors';
import type { Checkout } from '../../ports/checkout';
import type { SourceRepository } from '../../ports/source-repository';
import type { BundleChoice } from '../bundles/bundle-choice';
import type { DeployOutcome } from '../deploy-outcome';
import type { DeployRequest } from '../deploy-request';

/** May this be deployed? `open` with the commit, or how the deploy ends instead. */
export type Fence =
  | { readonly kind: 'open'; readonly commit: string }
  | Extract<DeployOutcome, { readonly kind: 'branch-gone' | 'superseded' }>;

/**
 * Lets only the head of the branch through: a late job must not bring back a preview whose branch was deleted, nor replace a newer commit
 * with an older one. A kept bundle is no commit of the working copy, so only the branch of a preview has to exist.
 */
export async function fence(
  ports: { readonly checkout: Checkout; readonly repository: SourceRepository },
  { settings, bundle }: Pick<DeployRequest, 'settings' | 'bundle'>,
): Promise<Fence> {
  const { branch } = settings;
  if (bundle && isKept(bundle)) {
    const head = await ports.repository.branch(branch);
    if (head) return { kind: 'open', commit: head.commit };
    if (settings.target.kind === 'preview') return { kind: 'branch-gone', branch };
    return { kind: 'open', commit: await ports.checkout.commit() };
  }
  const [head, commit] = await Promise.all([ports.repository.branch(branch), ports.checkout.commit()]);
  if (head === undefined) return { kind: 'branch-gone', branch };
  if (head.commit !== commit) return { kind: 'superseded', branch, commit, head: head.commit };
  return { kind: 'open', commit };
}

/** True when the deploy uses no file of the working copy. */
function isKept(bundle: BundleChoice): boolean {
  return bundle.kind === 'each' ? Object.values(bundle.services).every(isKept) : bundle.kind === 'kept';
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
