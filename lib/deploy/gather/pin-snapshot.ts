import { PreviewError } from '../../errors';
import type { Target } from '../../naming/target';
import type { Databases, Snapshot } from '../../ports/databases';
import type { PinnedSnapshot, PreviewRecord } from '../../ports/record';
import type { Stack, Stacks } from '../../ports/stacks';
import { isNewestName, newestNames } from '../../settings/newest-names';
import type { ResolvedSettings } from '../../settings/resolve';
import type { SnapshotSettings, TargetSettings } from '../../settings/settings';
import { stackState } from '../../stacks/stack-state';

/** The snapshot that a stack's database starts from; undefined for an empty one, and for one that is not found yet. */
export function snapshotOf({ database }: Pick<TargetSettings, 'database'>): PinnedSnapshot | undefined {
  if (database === 'none' || database.snapshot?.id === undefined) return undefined;
  return { ...database.snapshot, id: database.snapshot.id };
}

/**
 * The settings with the snapshot that the stack was made from, whatever they say now: another one, or none, would have RDS make
 * a new database and delete the one with the data (trap T26). For a stack that is yet to be made the newest is looked for where settings ask
 * for it.
 *
 * @param existing the stack, and its record; nothing where there is none
 * @throws PreviewError `snapshot-missing`
 */
export async function pinSnapshot(
  ports: { readonly databases: Databases; readonly stacks: Pick<Stacks, 'template'> },
  settings: ResolvedSettings,
  existing: { readonly stack: Stack | undefined; readonly record: PreviewRecord | undefined },
): Promise<ResolvedSettings> {
  const { database } = settings.values;
  if (database === 'none') return settings;
  const asked = database.snapshot;
  const stack = existing.stack && holdsData(existing.stack) ? existing.stack : undefined;
  if (stack && existing.record) return made(settings, existing.record.snapshot);
  if (asked?.newestOf === undefined) return settings;
  // A stack whose record got lost: what it was made from still is in its template.
  const found = stack && snapshotInTemplate(await ports.stacks.template(stack.id));
  if (found?.empty) return made(settings, undefined);
  const id = found?.id ?? (await newestSnapshot(ports.databases, asked.newestOf, settings.target));
  return withSnapshot(settings, { ...asked, id });
}

/** With what the stack was made from. */
function made(settings: ResolvedSettings, pinned: PinnedSnapshot | undefined): ResolvedSettings {
  const { database } = settings.values;
  if (database === 'none') return settings;
  const { snapshot: asked, username, ...rest } = database;
  // Settings may have corrected the credentials since.
  if (pinned) return withSnapshot(settings, asked && isSame(asked, pinned) ? { ...asked, id: pinned.id } : pinned);
  if (asked === undefined) return settings;
  const empty = { ...rest, ...(username !== undefined && { username }) };
  return { ...settings, values: { ...settings.values, database: empty } };
}

function withSnapshot(settings: ResolvedSettings, snapshot: PinnedSnapshot): ResolvedSettings {
  const { database } = settings.values;
  if (database === 'none') return settings;
  const { username: _brought, ...rest } = database;
  return { ...settings, values: { ...settings.values, database: { ...rest, snapshot } } };
}

function isSame(asked: SnapshotSettings, pinned: PinnedSnapshot): boolean {
  return asked.newestOf === undefined ? asked.id === pinned.id : asked.newestOf === pinned.newestOf;
}

/** Whether the database of a stack stands; a stack that never came to be is deleted and made again. */
export function holdsData({ status }: Stack): boolean {
  return !['failed-creation', 'undeleted', 'deleted'].includes(stackState(status));
}

interface Template {
  readonly Resources?: Readonly<
    Record<string, { readonly Type?: unknown; readonly Properties?: { readonly DBSnapshotIdentifier?: unknown } }>
  >;
}

/** What the database in a deployed template was made from; undefined without a database. */
function snapshotInTemplate(
  text: string,
): { readonly empty: false; readonly id: string } | { readonly empty: true; readonly id?: undefined } | undefined {
  const { Resources = {} } = JSON.parse(text) as Template;
  const database = Object.values(Resources).find(({ Type }) => Type === 'AWS::RDS::DBInstance');
  if (database === undefined) return undefined;
  const id = database.Properties?.DBSnapshotIdentifier;
  return typeof id === 'string' ? { empty: false, id } : { empty: true };
}

/**
 * The id of the newest snapshot of an instance that this target may start from.
 *
 * @throws PreviewError `snapshot-missing` when there is none
 */
async function newestSnapshot(databases: Databases, instance: string, target: Target): Promise<string> {
  let newest: Snapshot | undefined;
  let others = 0;
  for await (const snapshot of databases.snapshots(instance)) {
    if (target.kind === 'preview' && !isNewestName(instance, snapshot.id)) others += 1;
    else if (newest === undefined || snapshot.at > newest.at) newest = snapshot;
  }
  if (newest !== undefined) return newest.id;
  const passed =
    others === 0 ? '' : `; ${others} with other names than ${newestNames(instance).join(' or ')} are not for previews`;
  throw new PreviewError('snapshot-missing', `There is no snapshot of the DB instance ${instance}${passed}`, {
    fault: 'user',
    hint: `Take one, named ${instance}-<year>-<month>-<day>, or name another instance in database.snapshot.newestOf.`,
  });
}
