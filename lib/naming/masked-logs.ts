/** Where an instance has the program that shows its app's log without secrets, from the root of the instance. */
export const maskedLogsProgram = '/opt/preview-stacks/masked-logs';

/** So many lines of a log are shown to who asks in a pull request, at the most. */
export const maskedLogsLines = 200;

/** What the program ends with where the app does not run, or runs in no container that can be read. */
export const maskedLogsNoApp = 69;

/** What the document ends with where the bundle that runs is of a release without the program. */
export const maskedLogsNoProgram = 68;

/**
 * All that the SSM document runs. It takes no parameter, so that who may send it says nothing to the shell; the program comes with the bundle,
 * for the largest application stack has no room for it.
 */
export const maskedLogsCommand = [
  `f="\${PREVIEW_STACKS_LOCAL_ROOT-}${maskedLogsProgram}"`,
  `[ -x "$f" ]||exit ${maskedLogsNoProgram}`,
  'exec "$f" show',
];
