import { randomUUID } from 'node:crypto';
import { AwsError } from '../http/aws-error';
import type { Journal } from '../state/journal';
import { notFound } from './function-name';
import type {
  EventSource,
  FunctionAlias,
  FunctionRequest,
  Functions,
  FunctionVersion,
  LambdaFunction,
  Permission,
} from './functions';

const documentName = 'lambda';

interface Kept {
  readonly functions: Record<string, LambdaFunction & { readonly nextVersion: number }>;
  readonly sources: Record<string, EventSource>;
}

/** What is known of functions and event sources; all of it is in the journal. */
export class FunctionRecords {
  private readonly kept: Kept;

  constructor(
    private readonly journal: Journal,
    private readonly accountId: string,
    private readonly region: string,
  ) {
    this.kept = journal.document<Kept>(documentName, () => ({ functions: {}, sources: {} }));
    // Names of functions may be names that objects have from birth, such as `constructor`.
    Object.setPrototypeOf(this.kept.functions, null);
  }

  list(): readonly LambdaFunction[] {
    return Object.values(this.kept.functions).sort((a, b) => (a.latest.name < b.latest.name ? -1 : 1));
  }

  find(name: string): LambdaFunction | undefined {
    return this.kept.functions[name];
  }

  mustHave(name: string): LambdaFunction & { readonly nextVersion: number } {
    const found = this.kept.functions[name];
    if (!found) throw notFound(`arn:aws:lambda:${this.region}:${this.accountId}:function:${name}`);
    return found;
  }

  mustBeNew(name: string): void {
    if (this.find(name)) {
      throw new AwsError('ResourceConflictException', `Function already exist: ${name}`, 409);
    }
  }

  add(request: FunctionRequest, code: { readonly sha256: string; readonly size: number }): LambdaFunction {
    const { name, region, tags, reservedConcurrency } = request;
    const added = {
      arn: `arn:aws:lambda:${region}:${this.accountId}:function:${name}`,
      latest: this.latestOf(request, code),
      ...{ versions: [], aliases: [], permissions: [], nextVersion: 1, tags },
      ...(reservedConcurrency !== undefined && { reservedConcurrency }),
    };
    return this.put(name, added);
  }

  change(request: FunctionRequest, code: { readonly sha256: string; readonly size: number }): LambdaFunction {
    const { reservedConcurrency: _, ...former } = this.mustHave(request.name);
    const { tags, reservedConcurrency } = request;
    return this.put(request.name, {
      ...former,
      latest: this.latestOf(request, code),
      tags,
      ...(reservedConcurrency !== undefined && { reservedConcurrency }),
    });
  }

  remove(name: string): void {
    delete this.kept.functions[name];
    this.changed();
  }

  version(name: string, qualifier = '$LATEST'): FunctionVersion {
    const { arn, latest, versions, aliases } = this.mustHave(name);
    const number = aliases.find((alias) => alias.name === qualifier)?.version ?? qualifier;
    const found = number === '$LATEST' ? latest : versions.find(({ version }) => version === number);
    if (!found) throw notFound(`${arn}:${qualifier}`);
    return found;
  }

  publish(name: string, description?: string): FunctionVersion {
    const former = this.mustHave(name);
    const last = former.versions.at(-1);
    // A version has the revision of the settings and code that it was made of.
    if (last?.revisionId === former.latest.revisionId) {
      throw new AwsError(
        'ResourceConflictException',
        `A version for this Lambda function exists ( ${last.version} ). Modify the function to create a new version.`,
        409,
      );
    }
    const version = {
      ...former.latest,
      version: String(former.nextVersion),
      description: description ?? former.latest.description,
      modifiedAt: this.journal.now(),
    };
    const versions = [...former.versions, version];
    this.put(name, { ...former, versions, nextVersion: former.nextVersion + 1 });
    return version;
  }

  removeVersion(name: string, number: string): FunctionVersion | undefined {
    const former = this.kept.functions[name];
    const removed = former?.versions.find(({ version }) => version === number);
    if (former && removed) {
      this.put(name, { ...former, versions: former.versions.filter((one) => one !== removed) });
    }
    return removed;
  }

  setAlias(name: string, wanted: Omit<FunctionAlias, 'revisionId'>): FunctionAlias {
    const former = this.mustHave(name);
    this.version(name, wanted.version);
    const alias = { ...wanted, revisionId: randomUUID() };
    this.put(name, { ...former, aliases: [...former.aliases.filter((one) => one.name !== wanted.name), alias] });
    return alias;
  }

  removeAlias(name: string, alias: string): void {
    const former = this.kept.functions[name];
    if (former) this.put(name, { ...former, aliases: former.aliases.filter((one) => one.name !== alias) });
  }

  setPermissions(name: string, permissions: readonly Permission[]): void {
    this.put(name, { ...this.mustHave(name), permissions });
  }

  sources(): readonly EventSource[] {
    return Object.values(this.kept.sources);
  }

  source(id: string): EventSource {
    const found = Object.hasOwn(this.kept.sources, id) ? this.kept.sources[id] : undefined;
    if (!found) {
      throw new AwsError('ResourceNotFoundException', 'The resource you requested does not exist.', 404);
    }
    return found;
  }

  setSource({ region, ...wanted }: Parameters<Functions['setSource']>[0]): EventSource {
    const arn = `arn:aws:lambda:${region}:${this.accountId}:event-source-mapping:${wanted.id}`;
    const source = { ...wanted, arn, modifiedAt: this.journal.now() };
    this.kept.sources[wanted.id] = source;
    this.changed();
    return source;
  }

  removeSource(id: string): void {
    delete this.kept.sources[id];
    this.changed();
  }

  private latestOf(
    { code: _, tags: _tags, reservedConcurrency: _limit, ...settings }: FunctionRequest,
    code: { readonly sha256: string; readonly size: number },
  ): FunctionVersion {
    return {
      ...settings,
      version: '$LATEST',
      codeSha256: code.sha256,
      codeSize: code.size,
      modifiedAt: this.journal.now(),
      revisionId: randomUUID(),
    };
  }

  private put(name: string, value: Kept['functions'][string]): LambdaFunction {
    this.kept.functions[name] = value;
    this.changed();
    return value;
  }

  private changed(): void {
    this.journal.changed(documentName);
  }
}
