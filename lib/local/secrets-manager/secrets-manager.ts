import type { AwsService, Ground } from '../aws-service';
import type { RdsState } from '../rds/databases';
import { openSecrets } from './open-secrets';
import { secretsManagerSecretTargetAttachment } from './secret-target-attachment-type';
import { secretsManagerSecret } from './secret-type';
import type { SecretsState } from './secrets';
import { secretsService } from './secrets-manager-service';

export const secretsManager: AwsService<SecretsState, Ground, Ground & SecretsState & RdsState> = {
  name: 'Secrets Manager',
  open: (ground) => ({ secrets: openSecrets(ground) }),
  wire: secretsService,
  types: [secretsManagerSecret, secretsManagerSecretTargetAttachment],
};
