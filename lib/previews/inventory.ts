import type { Branch } from '../ports/source-repository';
import type { Stack } from '../ports/stacks';
import type { ApplicationFacts } from '../settings/facts';
import type { Listing } from './listing';
import type { Owner, Preview } from './preview';

/** What exists now: stacks joined with records, and the branches beside them. */
export interface Inventory {
  readonly owner: Owner;
  /** Previews of this project and repository; all of them only when complete. */
  readonly previews: Listing<Preview>;
  /** Stacks named like our previews whose tags do not say whose they are: nobody's to touch, but told. */
  readonly unowned: readonly Stack[];
  /** Stacks named like our previews that belong to another repository. */
  readonly foreign: readonly Stack[];
  readonly branches: Listing<Branch>;
  /** Undefined when the repository names none. */
  readonly defaultBranch: string | undefined;
  /** What the application stack of previews made; undefined when there is no such stack. */
  readonly application: ApplicationFacts | undefined;
  /** Folders of the bundle bucket that belong to no stack. */
  readonly leftovers: Listing<string>;
}
