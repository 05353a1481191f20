import type { Stack } from '../../../lib/ports/stacks';
import { FakeLocalPrograms } from '../../fakes/fake-local-programs';
import { FakeSecrets } from '../../fakes/fake-secrets';
import { FakeSessionProgram } from '../../fakes/fake-session-program';
import { FakeSessions } from '../../fakes/fake-sessions';
import { InstanceWorld } from '../instance-world';

const arn = (name: string) => `arn:aws:secretsmanager:eu-central-1:111122223333:secret:${name}-AbCdEf`;
export const ownSecret = arn('DatabaseSecretC9203AE3-1a2b');

/** A preview with a database, and a machine with AWS's plugin. */
export class SessionWorld extends InstanceWorld {
  readonly sessions = new FakeSessions();
  readonly secrets = new FakeSecrets();
  readonly program = new FakeSessionProgram();
  readonly programs = new FakeLocalPrograms();

  async addDatabase(): Promise<Stack> {
    this.layer = { ...this.layer, database: { engine: 'postgres', name: 'app', username: 'ada', ...this.database } };
    const stack = await this.add({}, { outputs: { DatabaseEndpoint: 'db.example.rds.amazonaws.com' } });
    const secret = (logicalId: string, physicalId: string) => ({
      ...{ logicalId, physicalId, type: 'AWS::SecretsManager::Secret', status: 'CREATE_COMPLETE' },
    });
    this.stacks.setResources(stack.id, [
      secret('DatabaseSecretUrl73007E64', arn('DatabaseSecretUrl73007E64-1a2b')),
      secret('DatabaseSecretC9203AE3', ownSecret),
      secret('MailSecretC9203AE3', arn('MailSecretC9203AE3-1a2b')),
    ]);
    this.secrets.texts.set(ownSecret, '{"username":"ada","password":"correct horse","host":"x"}');
    return stack;
  }

  database: Record<string, unknown> = {};
}
