import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Secrets } from '../../ports/secrets';
import { requireField, send } from '../send';

/** Secrets Manager, with the rights of the person who asks. */
export class AwsSecrets implements Secrets {
  constructor(private readonly clients: { readonly secretsManager: SecretsManagerClient }) {}

  async read(arn: string): Promise<string> {
    const { GetSecretValueCommand } =
      require('@aws-sdk/client-secrets-manager') as typeof import('@aws-sdk/client-secrets-manager');
    const action = 'secretsmanager:GetSecretValue';
    const answer = await send(action, () =>
      this.clients.secretsManager.send(new GetSecretValueCommand({ SecretId: arn })),
    );
    return requireField(answer.SecretString, 'SecretString', action);
  }
}
