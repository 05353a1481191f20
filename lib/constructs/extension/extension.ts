import type { Stack } from 'aws-cdk-lib';
import type { NetworkFacts } from '../../facts/facts';
import type { Target } from '../../naming/target';
import type { TargetSettings } from '../../settings/settings';
import type { Database } from '../data/database';
import type { FileStore } from '../data/file-store';
import type { Service } from '../service/service';

/** What an extension is given: the stack of one target with our constructs in it. */
export interface ExtensionScope {
  /** The stack of the target, the scope of what is added. */
  readonly stack: Stack;
  /** By name. */
  readonly services: Readonly<Record<string, Service>> & { readonly web: Service };
  /** `undefined` when settings say 'none'. */
  readonly database: Database | undefined;
  /** `undefined` when settings say 'none'. */
  readonly fileStore: FileStore | undefined;
  /** Which target: `{ kind: 'production' }`, `{ kind: 'staging' }` or `{ kind: 'preview', branch }`. */
  readonly target: Target;
  /** The effective values of the target. */
  readonly settings: TargetSettings;
  /** VPC and subnets of the target. */
  readonly network: NetworkFacts;
  /**
   * A physical name for this target, 32 characters at most: `shop-staging-cache`, `shop-preview-cache-1a2b3c4d`. The same for the same
   * target and label, another one for any other.
   *
   * @param label lower-case letters, digits and single hyphens, starting with a letter
   * @throws PreviewError `extension-name-invalid`
   */
  name(label: string): string;
}

/** Adds to the stack of a target. It returns nothing, and no promise: the CDK makes templates at once. */
export type Extension = (scope: ExtensionScope) => void;

/** Gives the function back as it is; an editor then completes and checks it. The module that `extend` names exports it as default. */
export function defineExtension(extension: Extension): Extension {
  return extension;
}
