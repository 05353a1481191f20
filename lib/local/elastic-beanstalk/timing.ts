/** How patient the endpoint is with apps; all in milliseconds. */
export interface AppTiming {
  /** An app that is not healthy after this makes its environment Ready and red. AWS gives it minutes. */
  readonly startDeadlineMs: number;
  /** Between two looks at the health of an app that has started. */
  readonly pollMs: number;
  /** Before a crashed app is started again; doubles with each further crash. */
  readonly restartDelayMs: number;
  /** For one answer of the health path. */
  readonly probeTimeoutMs: number;
  /** Before an instance has gone into standby or out of it, ends, or starts in another's place: requests under way end meanwhile. */
  readonly groupStepMs: number;
}

export const defaultTiming: AppTiming = {
  startDeadlineMs: 15_000,
  pollMs: 3000,
  restartDelayMs: 250,
  probeTimeoutMs: 4000,
  groupStepMs: 500,
};
