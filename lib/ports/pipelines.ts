/** A pipeline that was started. */
export interface StartedPipeline {
  readonly ci: 'GitHub Actions' | 'CircleCI';
  /** Its page. @default CI does not say */
  readonly url?: string;
}

/** The team's CI, as far as it can be asked to run again. */
export interface Pipelines {
  /**
   * Starts the pipeline that a push to the branch starts, on its head as it is then.
   *
   * @throws PreviewError `pipeline-not-started` (fault world)
   */
  start(branch: string): Promise<StartedPipeline>;
}
