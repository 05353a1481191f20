import type { ControlCommand } from '../control/command';
import type { DeedEnd, DeedVerb } from '../control/deeds';
import type { BranchesAnswer, LogLineEvent, PageState, PreviewDetail } from './api';

/** What the page shows and does, kept by the same use cases as the commands. */
export interface PageWorld {
  /**
   * As AWS and the records have it now, and GitHub had it a minute ago, without who looks and what goes on here.
   *
   * @throws PreviewError when not even one stack could be listed
   */
  state(signal: AbortSignal): Promise<Omit<PageState, 'viewer' | 'verbs' | 'readOnly'>>;
  /** @throws PreviewError `not-deployed` */
  detail(branch: string, signal: AbortSignal): Promise<PreviewDetail>;
  branches(signal: AbortSignal): Promise<BranchesAnswer>;
  /** The newest lines, then those that come, until the signal, or until its environment is gone. @throws PreviewError `not-deployed` */
  log(branch: string, service: string, signal: AbortSignal): AsyncIterable<LogLineEvent>;
  /** Whether pushes to a branch deploy staging or production. */
  isStage(branch: string): boolean;
  /**
   * Does it and keeps it in the audit. What goes wrong is in what it returns.
   *
   * @param line takes each line of progress
   */
  act(
    asked: {
      readonly branch: string;
      readonly command: ControlCommand<DeedVerb>;
      readonly words: string;
      readonly by: string;
    },
    line: (text: string) => void,
    signal: AbortSignal,
  ): Promise<DeedEnd>;
}
