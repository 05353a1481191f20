import { PreviewError } from '../../errors';
import { databasePorts } from '../../facts/database-ports';
import { environmentOutputs } from '../../facts/environment-outputs';
import type { Secrets } from '../../ports/secrets';
import type { Stack, Stacks } from '../../ports/stacks';
import type { ResolvedSettings } from '../../settings/resolve';
import type { DatabaseSettings } from '../../settings/settings';

/** Where the database of a target listens, as its instances reach it. */
export interface DatabasePlace {
  readonly engine: DatabaseSettings['engine'];
  readonly host: string;
  readonly port: string;
  /** Name of the database. */
  readonly name: string;
  /** The master user. @default only a secret says who it is */
  readonly user?: string;
}

/** Who comes in with which password. */
export interface DatabaseCredentials {
  readonly user: string;
  readonly password: string;
}

/** The database of a target whose settings have one. @throws PreviewError `option-invalid` */
export function databaseOf({ values, branch }: ResolvedSettings): DatabaseSettings {
  const { database } = values;
  if (database !== 'none') return database;
  throw new PreviewError('option-invalid', `--forward leads to a database, and the settings of ${branch} name none`, {
    fault: 'user',
    hint: 'Leave --forward out, or name another branch or target.',
  });
}

/** @throws PreviewError `database-missing` when the stack has none */
export function placeOf(stack: Stack, { engine, name, username, snapshot }: DatabaseSettings): DatabasePlace {
  const host = stack.outputs[environmentOutputs.databaseEndpoint];
  if (host === undefined) throw missing(`${stack.name} has no database`, 'Deploy first: settings name one.');
  const user = username ?? snapshot?.username;
  return {
    engine,
    host,
    port: stack.outputs[environmentOutputs.databasePort] ?? databasePorts[engine],
    name,
    ...(user !== undefined && { user }),
  };
}

/** The construct `Database` with its `Secret`: a hash ends it, and that of the URL has a word more. */
const ownSecret = /^DatabaseSecret[0-9A-F]{8}$/;

/**
 * Reads the password where the stack keeps it, with the rights of the person who asks: what an instance says through SSM would stay in SSM's
 * history for 30 days.
 *
 * @throws PreviewError `database-missing`, `database-secret-unreadable`; what the ports throw
 */
export async function credentialsOf(
  { stacks, secrets }: { readonly stacks: Pick<Stacks, 'resources'>; readonly secrets: Secrets },
  stack: Stack,
  { snapshot }: DatabaseSettings,
): Promise<DatabaseCredentials> {
  const arn = snapshot?.credentials ?? (await ownSecretOf(stacks, stack));
  const text = await secrets.read(arn);
  const { username, password } = fieldsOf(text);
  if (typeof username === 'string' && typeof password === 'string') return { user: username, password };
  // Nothing of the text may be said.
  throw new PreviewError('database-secret-unreadable', `The secret ${arn} holds no username and password`, {
    fault: 'world',
    hint: 'Give it the form {"username":"…","password":"…"}.',
  });
}

async function ownSecretOf(stacks: Pick<Stacks, 'resources'>, stack: Stack): Promise<string> {
  for await (const { type, logicalId, physicalId } of stacks.resources(stack.id)) {
    if (type === 'AWS::SecretsManager::Secret' && ownSecret.test(logicalId) && physicalId !== '') return physicalId;
  }
  throw missing(`${stack.name} has no secret for its database`, 'Deploy first: settings name a database.');
}

function fieldsOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function missing(message: string, hint: string): PreviewError {
  return new PreviewError('database-missing', message, { fault: 'world', hint });
}
