import { AwsError } from '../http/aws-error';
import { type JsonInput, jsonService, jsonTime } from '../http/json-service';
import { pageOf } from '../http/page';
import type { Service } from '../http/service';
import { drawTags } from '../http/tags';
import { randomLetters } from '../resource/random-letters';
import type { Journal } from '../state/journal';
import { generatePassword } from './generate-password';
import type { Secret, SecretsState } from './secrets';

/** Secrets Manager over the wire; secrets are text here, never binary. */
export function secretsService({
  secrets,
  journal,
  accountId,
}: SecretsState & { readonly journal: Pick<Journal, 'now'>; readonly accountId: string }): Service {
  const named = (secret: Secret) => ({ ARN: secret.arn, Name: secret.name });
  const service = jsonService({
    scopes: ['secretsmanager'],
    input: {
      ...{ SecretId: 'text', Name: 'text', Description: 'text', SecretString: 'text', ClientRequestToken: 'text' },
      ...{ VersionId: 'text', VersionStage: 'text', VersionStages: ['text'], NextToken: 'text', MaxResults: 'number' },
      ...{ Tags: [{ Key: 'text', Value: 'text' }], TagKeys: ['text'], RecoveryWindowInDays: 'number' },
      ...{ PasswordLength: 'number', ExcludeCharacters: 'text' },
    },
    operations: {
      CreateSecret(input, { region }) {
        const value = secretText(input);
        const token = text(input, 'ClientRequestToken');
        const arn = secrets.create({
          ...{ name: required(input, 'Name'), value, token, region },
          tags: tagsOf(input),
          description: text(input, 'Description'),
        });
        const secret = secrets.get(arn);
        // A token may stand for a version that is no longer the newest.
        return { ...named(secret), VersionId: value === undefined ? undefined : (token ?? secret.versions[0]?.id) };
      },
      GetSecretValue(input) {
        const id = required(input, 'SecretId');
        // Refuses a secret whose deletion is scheduled.
        secrets.touch(id);
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
        return { SecretList: items.map(listed), NextToken: next };
      },
      PutSecretValue(input) {
        const id = required(input, 'SecretId');
        const stages = Array.isArray(input.VersionStages) ? input.VersionStages.map(String) : undefined;
        const value = secretText(input) ?? required(input, 'SecretString');
        const version = secrets.put(id, value, { token: text(input, 'ClientRequestToken'), stages });
        return { ...named(secrets.get(id)), VersionId: version.id, VersionStages: version.stages };
      },
      UpdateSecret(input) {
        const id = required(input, 'SecretId');
        const value = secretText(input);
        const token = text(input, 'ClientRequestToken');
        const version = value === undefined ? undefined : secrets.put(id, value, { token });
        secrets.describe(id, { description: text(input, 'Description') });
        return { ...named(secrets.get(id)), VersionId: version?.id };
      },
      DeleteSecret(input, { region }) {
        const id = required(input, 'SecretId');
        if (input.ForceDeleteWithoutRecovery === true && !secrets.has(id)) {
          // AWS answers as if it had been there.
          const name = id.startsWith('arn:') ? id.replace(/^.*:secret:|-[A-Za-z0-9]{6}$/g, '') : id;
          const arn = `arn:aws:secretsmanager:${region}:${accountId}:secret:${name}-${randomLetters(6)}`;
          return { ARN: arn, Name: name, DeletionDate: jsonTime(journal.now()) };
        }
        const secret = secrets.get(id);
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
  return {
    ...service,
    // The message stands there twice, under both names.
    drawError: ({ code, message, status, extra }, request) =>
      service.drawError(new AwsError(code, message, status, { ...extra, Message: message }), request),
  };
}

function describe(secret: Secret) {
  return {
    ARN: secret.arn,
    Name: secret.name,
    Description: secret.description,
    CreatedDate: jsonTime(secret.createdAt),
    LastChangedDate: jsonTime(secret.changedAt),
    DeletedDate: secret.deletionAt === undefined ? undefined : jsonTime(secret.deletionAt),
    LastAccessedDate: secret.accessedAt === undefined ? undefined : jsonTime(secret.accessedAt),
    Tags: drawTags(secret.tags),
    VersionIdsToStages:
      secret.versions.length === 0
        ? undefined
        : Object.fromEntries(secret.versions.map(({ id, stages }) => [id, stages])),
  };
}

/** ListSecrets has a name of its own for the stages of the versions. */
function listed(secret: Secret): object {
  const { VersionIdsToStages: SecretVersionsToStages, ...shown } = describe(secret);
  return { ...shown, SecretVersionsToStages };
}

/** Absent when the request brings none. */
function secretText(input: JsonInput): string | undefined {
  if (input.SecretBinary !== undefined) {
    throw new AwsError(
      'InvalidParameterException',
      'Secrets are text at this local endpoint: SecretBinary is not taken.',
    );
  }
  return text(input, 'SecretString');
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
