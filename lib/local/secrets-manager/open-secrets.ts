import { randomUUID } from 'node:crypto';
import { AwsError } from '../http/aws-error';
import { randomLetters } from '../resource/random-letters';
import type { Journal } from '../state/journal';
import type { PutOptions, Secret, Secrets, SecretVersion } from './secrets';

const documentName = 'secrets';
/** Stages that AWS moves by itself, and the one that a rotation sets. */
const current = 'AWSCURRENT';
const previous = 'AWSPREVIOUS';
const pending = 'AWSPENDING';
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

  create({ name, value, token, region, tags, description }: Parameters<Secrets['create']>[0]): string {
    const given = name ?? `secret-${randomLetters(12)}`;
    checkName(given);
    const existing = this.find(given);
    if (existing) {
      if (existing.deletionAt === undefined && versionOf(existing, token, value) !== undefined) {
        return existing.arn;
      }
      throw existing.deletionAt === undefined
        ? new AwsError('ResourceExistsException', `The operation failed because the secret ${given} already exists.`)
        : new AwsError(
            'InvalidRequestException',
            "You can't create this secret because a secret with this name is already scheduled for deletion.",
          );
    }
    const arn = `arn:aws:secretsmanager:${region}:${this.accountId}:secret:${given}-${randomLetters(6)}`;
    const now = this.journal.now();
    const first = value === undefined ? [] : [{ id: token ?? randomUUID(), value, stages: [current], createdAt: now }];
    const versions: readonly SecretVersion[] = first;
    this.keep({ arn, name: given, description, tags, versions, createdAt: now, changedAt: now });
    return arn;
  }

  put(id: string, value: string, { token, stages = [current] }: PutOptions = {}): SecretVersion {
    const secret = this.usable(id);
    const former = secret.versions.find((version) => version.stages.includes(current));
    const repeated = versionOf(secret, token, value) ?? (former?.value === value && !token ? former : undefined);
    if (repeated) {
      return repeated;
    }
    // The first version is the current one, whatever was asked.
    const own = former ? stages : [...new Set([current, ...stages])];
    const fresh: SecretVersion = { id: token ?? randomUUID(), value, stages: own, createdAt: this.journal.now() };
    const moves = own.includes(current);
    const others = secret.versions.map((version) => {
      const left = version.stages.filter((stage) => !own.includes(stage) && !(moves && stage === previous));
      const follows = moves && version === former;
      // What was pending is so no more once it was the current one.
      return { ...version, stages: follows ? [...left.filter((stage) => stage !== pending), previous] : left };
    });
    // A version without a stage is one that AWS deletes.
    const versions = [fresh, ...others.filter((version) => version.stages.length > 0)];
    this.keep({ ...secret, versions, changedAt: fresh.createdAt });
    return fresh;
  }

  touch(id: string): void {
    const secret = this.usable(id);
    const today = Math.floor(this.journal.now() / day) * day;
    if (secret.accessedAt !== today) {
      this.keep({ ...secret, accessedAt: today });
    }
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
    if (!id.startsWith('arn:')) {
      checkName(id);
    }
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
    const { value } = versionAt(this.usable(id), current);
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

function checkName(name: string): void {
  if (!/^[\w/+=.@!-]{1,512}$/.test(name)) {
    throw new AwsError(
      'ValidationException',
      'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
    );
  }
}

/** The version for which a token stands already. Throws AwsError when it stands for another value. */
function versionOf(secret: Secret, token: string | undefined, value: string | undefined): SecretVersion | undefined {
  const version = secret.versions.find(({ id }) => id === token);
  if (version && version.value !== value) {
    throw new AwsError(
      'ResourceExistsException',
      `You can't use ClientRequestToken ${token} because that value is already in use for a version of secret ${secret.arn}.`,
    );
  }
  return version;
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
