import type { Answers, Ask } from './ask/question';
import type { ProgramVersions } from './first-files';

export interface InitRequest {
  readonly answers: Answers;
  /** Region of the person's own configuration: a proposal. @default none */
  readonly region?: string;
  readonly versions: ProgramVersions;
  /** Asks for what is missing. @default nobody is there: what is missing is refused by the name of its option */
  readonly ask?: Ask;
  /** Write nothing, and say what would be written. */
  readonly dryRun: boolean;
}
