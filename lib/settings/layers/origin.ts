import type { TargetKind } from '../../naming/target';
import type { LayerName } from '../settings';

/** Where a value comes from. */
export interface Origin {
  /** A layer of the settings file, or one of this program's own. */
  readonly layer: LayerName | `built-in ${'base' | TargetKind}`;
  /** The reason that a branch override gives. @default none */
  readonly because?: string;
}
