import type { WorkingFolder } from '../ports/working-folder';
import type { Choices } from './ask/choices';
import { choose } from './ask/choose';
import type { InitRequest } from './ask/gather-answers';
import { gatherAnswers } from './ask/gather-answers';
import { type FirstFile, firstFiles } from './first-files';
import { type HandedOver, handOver, ignoreOwn } from './hand-over';
import { repositoryFacts } from './look/repository-facts';
import { nextSteps } from './next-steps';
import { notesOn } from './notes-on';

export interface InitOutcome {
  readonly dryRun: boolean;
  readonly choices: Choices;
  readonly files: readonly HandedOver[];
  /** The texts, of the files that were or would be written. */
  readonly texts: readonly FirstFile[];
  /** What a person should know before the first deploy. */
  readonly notes: readonly string[];
  readonly next: readonly string[];
}

/**
 * Writes the first files of a team: settings, and the jobs of its CI. Asks only what it cannot see; overwrites nothing; a second run
 * changes nothing.
 *
 * @throws PreviewError `option-missing` or `option-invalid` (fault user) before anything is written
 */
export async function init(folder: WorkingFolder, request: InitRequest): Promise<InitOutcome> {
  const facts = await repositoryFacts(folder);
  const answers = await gatherAnswers(request, facts);
  const choices = choose(answers, facts);
  const texts = firstFiles(choices, facts, request.versions);
  const files = [
    ...(await handOver(folder, texts, request.dryRun)),
    ...(await ignoreOwn(folder, facts, request.dryRun)),
  ];
  return {
    dryRun: request.dryRun,
    choices,
    files,
    texts,
    notes: notesOn(choices, facts),
    next: nextSteps(choices, facts, request.versions),
  };
}
