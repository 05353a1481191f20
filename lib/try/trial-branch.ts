import type { SettingsFile } from '../settings/settings';
import { skipReason, targetOfBranch } from '../settings/target-of-branch';

/** The branch that is tried when the one checked out gets no preview. */
const stand = 'try';

export interface TrialBranch {
  readonly name: string;
  /** Why it is not the one that is checked out. @default it is */
  readonly because?: string;
}

/** The branch of the preview: the one that is checked out, unless it deploys a stage or gets no preview. */
export function trialBranch(file: SettingsFile, checkedOut: string | undefined): TrialBranch {
  if (checkedOut === undefined) return { name: stand, because: 'no branch is checked out' };
  const { kind } = targetOfBranch(file, checkedOut);
  if (kind !== 'preview')
    return { name: stand, because: `the branch that is checked out, ${checkedOut}, is the one of ${kind}` };
  const skip = [file.base.skip, file.staging?.skip, file.preview?.skip].flatMap((patterns) => patterns ?? []);
  const pattern = skipReason({ skip }, checkedOut);
  if (pattern === undefined) return { name: checkedOut };
  return { name: stand, because: `${checkedOut} matches ${pattern}, and such branches get no preview` };
}
