import { PreviewError } from '../errors';
import { checkBranch } from '../naming/branch';
import type { Stage, Target } from '../naming/target';
import type { Checkout } from '../ports/checkout';
import type { ApplicationInput } from '../ports/synthesizer';
import type { ResolvedSettings } from '../settings/resolve';
import type { SettingsFile } from '../settings/settings';
import { targetOfBranch } from '../settings/target-of-branch';
import type { OptionsOf } from './command';
import type { branch, target } from './flags';

type BranchOptions = OptionsOf<typeof branch>;
type TargetOptions = BranchOptions & OptionsOf<typeof target>;

/**
 * Stands for previews in general, where what counts is the same for all of them: account, region, cleanup policy, domain. No override
 * can match it, for git allows no such branch.
 */
export const anyPreview: Target = { kind: 'preview', branch: '' };

/** The settings file of this run and what hangs on it. */
export interface Session {
  readonly file: SettingsFile;
  /** What the source of the settings is called: the path of their file. */
  readonly source: string;
  /** Folder that paths in the settings start from. */
  readonly root: string;
  readonly checkout: Checkout;
  /** The settings of a target, resolved. */
  settingsOf(target: Target): ResolvedSettings;
  /** What the application stack of a stage is made of, besides what the account has. */
  applicationOf(stage: Stage): Pick<ApplicationInput, 'settings' | 'previewSettings' | 'previewReach'>;
}

/** The target that the options name; else that of the branch which CI or git says is checked out. */
export async function chooseTarget(session: Session, options: TargetOptions): Promise<Target> {
  if (options.target !== undefined) {
    if (options.branch !== undefined) {
      throw new PreviewError('option-invalid', 'Both --branch and --target were given', {
        fault: 'user',
        hint: 'Give one of them.',
      });
    }
    return { kind: stageNamed(options.target) };
  }
  return targetOfBranch(session.file, await chooseBranch(session, options));
}

/** The branch that the options name; else the one which CI or git says is checked out. */
export async function chooseBranch(session: Session, options: BranchOptions): Promise<string> {
  if (options.branch !== undefined) return checkBranch(options.branch);
  const branch = await session.checkout.branch();
  if (branch !== undefined) return checkBranch(branch);
  throw new PreviewError('branch-unknown', 'No branch is checked out here, and CI names none', {
    fault: 'user',
    hint: 'Name it with --branch.',
  });
}

/** `production` or `staging`. Throws PreviewError `option-invalid` for anything else. */
export function stageNamed(text: string): 'production' | 'staging' {
  if (text === 'production' || text === 'staging') return text;
  throw new PreviewError('option-invalid', `--target is "${text}"`, {
    fault: 'user',
    hint: 'It can be production or staging.',
  });
}
