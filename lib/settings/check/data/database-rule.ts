import type { DatabaseSettings, SnapshotSettings } from '../../settings';
import type { TargetRule } from '../target-under-check';
import { reservedNames } from './reserved-names';

/** How versions of each engine look on RDS. */
const versions: Readonly<Record<DatabaseSettings['engine'], { readonly pattern: RegExp; readonly example: string }>> = {
  postgres: { pattern: /^1\d\.\d{1,2}$/, example: '17.6' },
  mysql: { pattern: /^(8|9)\.\d\.\d{1,2}$/, example: '8.4.6' },
  mariadb: { pattern: /^1\d\.\d{1,2}\.\d{1,2}$/, example: '11.8.3' },
};

/** What must hold for the database of a target. */
export const databaseRule: TargetRule = ({ values: { database } }) => {
  if (database === 'none') return [];
  const { engine, version, name, username, snapshot, environment } = database;
  const reserved = reservedNames[engine];
  const known = versions[engine];
  return [
    known !== undefined &&
      !known.pattern.test(version) && {
        settings: ['database.version', 'database.engine'],
        message: `"${version}" is no version of ${engine}`,
        hint: `Write a version with its minor part, such as '${known.example}'.`,
      },
    reserved?.databases.includes(name) && {
      settings: ['database.name', 'database.engine'],
      message: `"${name}" cannot be the name of a database: ${engine} reserves it`,
      hint: `Write another name, such as 'app'. Reserved: ${reserved.databases.join(', ')}.`,
    },
    username !== undefined &&
      (reserved?.users.includes(username) || reserved?.userPrefixes.some((prefix) => username.startsWith(prefix))) && {
        settings: ['database.username', 'database.engine'],
        message: `"${username}" cannot be the name of a master user: ${engine} reserves it`,
        hint: `Write another name, such as 'app'. Reserved: ${[...reserved.users, ...reserved.userPrefixes.map((prefix) => `${prefix}…`)].join(', ')}.`,
      },
    snapshot !== undefined &&
      username !== undefined && {
        settings: ['database.username', 'database.snapshot.id', 'database.snapshot.newestOf'],
        message: `"${username}" cannot be the user of a database that starts from a snapshot: it keeps the snapshot's`,
        hint: 'Remove username; database.snapshot.username or database.snapshot.credentials says who it is.',
      },
    ...(snapshot === undefined ? [] : snapshotFaults(snapshot)),
    ...(snapshot?.credentials === undefined ? [] : urlFaults(environment)),
  ];
};

/** The password in a secret of the team's own is read by the instances alone, and may hold what must be encoded in a URL. */
function urlFaults(environment: DatabaseSettings['environment']) {
  return Object.keys(environment)
    .filter((property) => environment[property] === 'url')
    .map((property) => ({
      settings: [`database.environment.${property}`, 'database.snapshot.credentials'],
      message: `no URL can be made of the password in database.snapshot.credentials for ${property}`,
      hint: `Name the user in database.snapshot.username and remove credentials, which gives the database a password of its own; or let the app compose its URL of RDS_*, with the password encoded.`,
    }));
}

function snapshotFaults({ id, newestOf, credentials, username }: Partial<SnapshotSettings>) {
  const settings = ['database.snapshot.id', 'database.snapshot.newestOf', 'database.snapshot.credentials'];
  return [
    id === undefined &&
      newestOf === undefined && {
        settings,
        message: 'the snapshot is not named',
        hint: 'Set database.snapshot.id, or database.snapshot.newestOf to the identifier of a DB instance.',
      },
    id !== undefined &&
      newestOf !== undefined && {
        settings: settings.slice(0, 2),
        message: 'the snapshot is named twice, by id and by newestOf',
        hint: 'Keep one of database.snapshot.id and database.snapshot.newestOf.',
      },
    credentials === undefined &&
      username === undefined && {
        settings: ['database.snapshot.credentials', ...settings],
        message: 'the settings do not say which master user the snapshot has',
        hint: 'Set database.snapshot.username to its name, or database.snapshot.credentials to the ARN of a secret with `username` and `password`.',
      },
    credentials !== undefined &&
      username !== undefined && {
        settings: ['database.snapshot.credentials', 'database.snapshot.username'],
        message: `the snapshot's user is named twice, as "${username}" and by credentials`,
        hint: 'Keep username, which gives the database a password of its own, or credentials, with which it keeps its own.',
      },
  ];
}
