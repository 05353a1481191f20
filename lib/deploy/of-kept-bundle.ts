import type { BundleChoice } from './bundle-choice';

/** Whether something is deployed that was made earlier, of a commit that nobody knows before its record is read. */
export function ofKeptBundle(bundle: BundleChoice | undefined): boolean {
  if (bundle?.kind === 'each') return Object.values(bundle.services).some(({ kind }) => kind === 'kept');
  return bundle?.kind === 'kept';
}
