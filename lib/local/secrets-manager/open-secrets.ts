import { randomUUID } from 'node:crypto';
import { AwsError } from '../http/aws-error';
import { randomLetters } from '../resource/random-letters';
import type { Journal } from '../state/journal';
import type { Secret, Secrets, SecretVersion } from './secrets';

const documentName = 'secrets';
const day = 24 * 60 * 60 * 1000;

export function openSecrets(options: { readonly journal: Journal; readonly accountId: string }): Secrets {
  return new SecretStore(options.journal, options.accountId);
}

class SecretStore implements Secrets {
  /** By ARN. */
  private readonly kept: Record<string, Secret>;

  constructor(
    private readonly journal: Journal,
    private readonly accountId: string,
  ) {
    this.kept = journal.document<Record<string, Secret>>(documentName, () => ({}));
  }

  create({ name, value, region, tags, description }: Parameters<Secrets['create']>[0]): string {
    const given = name ?? `secret-${randomLetters(12)}`;
    if (!/^[\w/+=.@-]{1,512}$/.test(given)) {
      throw new AwsError(
        'ValidationException',
        'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
      );
    }
    const existing = this.find(given);
    if (existing) {
      throw existing.deletionAt === undefined
        ? new AwsError('ResourceExistsException', `The operation failed because the secret ${given} already exists.`)
        : new AwsError(
            'InvalidRequestException',
            "You can't create this secret because a secret with this name is already scheduled for deletion.",
          );
    }
    const arn = `arn:aws:secretsmanager:${region}:${this.accountId}:secret:${given}-${randomLetters(6)}`;
    const now = this.journal.now();
    const versions = [{ id: randomUUID(), value, stages: ['AWSCURRENT'], createdAt: now }];
    this.keep({ arn, name: given, description, tags, versions, createdAt: now, changedAt: now });
    return arn;
  }

  put(id: string, value: string): string {
    const secret = this.usable(id);
    const current = versionAt(secret, 'AWSCURRENT');
    if (current.value === value) {
      return current.id;
    }
    const fresh: SecretVersion = { id: randomUUID(), value, stages: ['AWSCURRENT'], createdAt: this.journal.now() };
    const versions = [fresh, { ...current, stages: ['AWSPREVIOUS'] }];
    this.keep({ ...secret, versions, changedAt: fresh.createdAt });
    return fresh.id;
  }

  describe(id: string, { description, tags }: Parameters<Secrets['describe']>[1]): void {
    const secret = this.usable(id);
    this.keep({
      ...secret,
      description: description ?? secret.description,
      tags: tags ?? secret.tags,
      changedAt: this.journal.now(),
    });
  }

  delete(id: string): void {
    const secret = this.find(id);
    if (secret) {
      delete this.kept[secret.arn];
      this.journal.changed(documentName);
    }
  }

  scheduleDeletion(id: string, days: number): number {
    const deletionAt = this.journal.now() + days * day;
    this.keep({ ...this.usable(id), deletionAt });
    return deletionAt;
  }

  restore(id: string): void {
    const { deletionAt: _, ...secret } = this.get(id);
    this.keep(secret);
  }

  has(id: string): boolean {
    return this.find(id) !== undefined;
  }

  get(id: string): Secret {
    const secret = this.find(id);
    if (!secret) {
      throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    }
    return secret;
  }

  list(): readonly Secret[] {
    this.sweep();
    return Object.values(this.kept);
  }

  value(id: string, jsonKey?: string): string {
    const { value } = versionAt(this.usable(id), 'AWSCURRENT');
    return jsonKey ? fieldOf(value, jsonKey) : value;
  }

  private usable(id: string): Secret {
    const secret = this.get(id);
    if (secret.deletionAt !== undefined) {
      throw new AwsError(
        'InvalidRequestException',
        "You can't perform this operation on the secret because it was marked for deletion.",
      );
    }
    return secret;
  }

  private find(id: string): Secret | undefined {
    this.sweep();
    return this.kept[id] ?? Object.values(this.kept).find(({ arn, name }) => name === id || arn.slice(0, -7) === id);
  }

  private sweep(): void {
    for (const { arn, deletionAt } of Object.values(this.kept)) {
      if (deletionAt !== undefined && deletionAt <= this.journal.now()) {
        delete this.kept[arn];
        this.journal.changed(documentName);
      }
    }
  }

  private keep(secret: Secret): void {
    this.kept[secret.arn] = secret;
    this.journal.changed(documentName);
  }
}

function versionAt(secret: Secret, stage: string): SecretVersion {
  const version = secret.versions.find(({ stages }) => stages.includes(stage));
  if (!version) {
    throw new AwsError(
      'ResourceNotFoundException',
      `Secrets Manager can't find the specified secret value for staging label: ${stage}`,
    );
  }
  return version;
}

function fieldOf(value: string, key: string): string {
  let fields: unknown;
  try {
    fields = JSON.parse(value);
  } catch {
    fields = undefined;
  }
  const field =
    typeof fields === 'object' && fields !== null && Object.hasOwn(fields, key)
      ? (fields as Record<string, unknown>)[key]
      : undefined;
  if (field === undefined) {
    throw new AwsError('ResourceNotFoundException', `The secret's value holds no JSON key ${key}`);
  }
  return typeof field === 'string' ? field : JSON.stringify(field);
}
