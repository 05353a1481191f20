import { AwsError } from '../http/aws-error';
import { type JsonInput, jsonService, jsonTime } from '../http/json-service';
import { pageOf } from '../http/page';
import type { Service } from '../http/service';
import { drawTags } from '../http/tags';
import type { Journal } from '../state/journal';
import { generatePassword } from './generate-password';
import type { Secret, SecretsState } from './secrets';

/** Secrets Manager over the wire; secrets are text here, never binary. */
export function secretsService({
  secrets,
  journal,
}: SecretsState & { readonly journal: Pick<Journal, 'now'> }): Service {
  const named = (secret: Secret) => ({ ARN: secret.arn, Name: secret.name });
  return jsonService({
    scopes: ['secretsmanager'],
    operations: {
      CreateSecret(input, { region }) {
        const arn = secrets.create({
          name: required(input, 'Name'),
          value: text(input, 'SecretString') ?? '',
          region,
          tags: tagsOf(input),
          description: text(input, 'Description'),
        });
        const secret = secrets.get(arn);
        return { ...named(secret), VersionId: secret.versions[0]?.id };
      },
      GetSecretValue(input) {
        const id = required(input, 'SecretId');
        // Refuses a secret whose deletion is scheduled.
        secrets.value(id);
        const secret = secrets.get(id);
        const stage = text(input, 'VersionStage') ?? 'AWSCURRENT';
        const wanted = text(input, 'VersionId');
        const version = secret.versions.find((one) => (wanted ? one.id === wanted : one.stages.includes(stage)));
        if (!version) {
          throw new AwsError(
            'ResourceNotFoundException',
            `Secrets Manager can't find the specified secret value for ${wanted ? `VersionId: ${wanted}` : `staging label: ${stage}`}`,
          );
        }
        return {
          ...named(secret),
          VersionId: version.id,
          SecretString: version.value,
          VersionStages: version.stages,
          CreatedDate: jsonTime(version.createdAt),
        };
      },
      DescribeSecret: (input) => describe(secrets.get(required(input, 'SecretId'))),
      ListSecrets(input) {
        const all = secrets.list().filter(({ deletionAt }) => deletionAt === undefined || input.IncludePlannedDeletion);
        const { items, next } = pageOf(all, {
          token: text(input, 'NextToken'),
          size: Number(input.MaxResults ?? 100),
          invalidToken: 'InvalidNextTokenException',
        });
        return { SecretList: items.map(describe), NextToken: next };
      },
      PutSecretValue(input) {
        const id = required(input, 'SecretId');
        const version = secrets.put(id, required(input, 'SecretString'));
        return { ...named(secrets.get(id)), VersionId: version, VersionStages: ['AWSCURRENT'] };
      },
      UpdateSecret(input) {
        const id = required(input, 'SecretId');
        secrets.describe(id, { description: text(input, 'Description') });
        const value = text(input, 'SecretString');
        const version = value === undefined ? undefined : secrets.put(id, value);
        return { ...named(secrets.get(id)), VersionId: version };
      },
      DeleteSecret(input) {
        const secret = secrets.get(required(input, 'SecretId'));
        if (input.ForceDeleteWithoutRecovery === true) {
          secrets.delete(secret.arn);
          return { ...named(secret), DeletionDate: jsonTime(journal.now()) };
        }
        const days = Number(input.RecoveryWindowInDays ?? 30);
        if (!(days >= 7 && days <= 30)) {
          throw new AwsError('InvalidParameterException', 'RecoveryWindowInDays must be between 7 and 30 days.');
        }
        return { ...named(secret), DeletionDate: jsonTime(secrets.scheduleDeletion(secret.arn, days)) };
      },
      RestoreSecret(input) {
        const secret = secrets.get(required(input, 'SecretId'));
        secrets.restore(secret.arn);
        return named(secret);
      },
      TagResource(input) {
        const secret = secrets.get(required(input, 'SecretId'));
        secrets.describe(secret.arn, { tags: { ...secret.tags, ...tagsOf(input) } });
        return {};
      },
      UntagResource(input) {
        const secret = secrets.get(required(input, 'SecretId'));
        const gone: readonly unknown[] = Array.isArray(input.TagKeys) ? input.TagKeys : [];
        const tags = Object.entries(secret.tags).filter(([key]) => !gone.includes(key));
        secrets.describe(secret.arn, { tags: Object.fromEntries(tags) });
        return {};
      },
      GetRandomPassword: (input) => ({ RandomPassword: generatePassword(input) }),
    },
  });
}

function describe(secret: Secret): object {
  return {
    ARN: secret.arn,
    Name: secret.name,
    Description: secret.description,
    CreatedDate: jsonTime(secret.createdAt),
    LastChangedDate: jsonTime(secret.changedAt),
    DeletedDate: secret.deletionAt === undefined ? undefined : jsonTime(secret.deletionAt),
    Tags: drawTags(secret.tags),
    VersionIdsToStages: Object.fromEntries(secret.versions.map(({ id, stages }) => [id, stages])),
  };
}

function text(input: JsonInput, name: string): string | undefined {
  const value = input[name];
  return typeof value === 'string' ? value : undefined;
}

function required(input: JsonInput, name: string): string {
  const value = text(input, name);
  if (!value) {
    throw new AwsError('InvalidParameterException', `You must provide a value for the ${name} parameter.`);
  }
  return value;
}

function tagsOf(input: JsonInput): Record<string, string> {
  const tags: readonly { Key?: unknown; Value?: unknown }[] = Array.isArray(input.Tags) ? input.Tags : [];
  return Object.fromEntries(tags.map(({ Key, Value }) => [String(Key), String(Value ?? '')]));
}
