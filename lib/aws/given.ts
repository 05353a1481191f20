import { PreviewError } from '../errors';

/** An answer without the part that was asked for is an error, never "none" (trap T33). */
export function given<T>(part: T | undefined, name: string, action: string): T {
  if (part !== undefined) return part;
  throw new PreviewError('aws-answer-strange', `the answer to ${action} has no ${name}`, {
    fault: 'world',
    hint: 'Check proxies, and AWS_ENDPOINT_URL if it is set.',
  });
}
