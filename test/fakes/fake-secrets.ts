import { PreviewError } from '../../lib/errors';
import type { Secrets } from '../../lib/ports/secrets';

/** Secrets in memory, by ARN. */
export class FakeSecrets implements Secrets {
  readonly texts = new Map<string, string>();
  readonly reads: string[] = [];

  async read(arn: string): Promise<string> {
    this.reads.push(arn);
    const text = this.texts.get(arn);
    if (text !== undefined) return text;
    throw new PreviewError('aws-failed', 'there is no such secret', { fault: 'world' });
  }
}
