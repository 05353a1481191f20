import { PreviewError } from '../errors';

/** The end of a run that was asked to stop: the last words say what goes on without us. */
export function interruption(running: readonly string[], cause: unknown): PreviewError {
  const goesOn =
    running.length === 0 ? 'nothing of it is left running' : `CloudFormation goes on by itself: ${running.join(', ')}`;
  return new PreviewError('interrupted', `Interrupted; ${goesOn}`, {
    fault: 'user',
    cause,
    ...(running.length > 0 && {
      hint: 'Run the same command again: it waits for what is under way and goes on from there.',
    }),
  });
}
