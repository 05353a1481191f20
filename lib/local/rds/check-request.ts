import { AwsError } from '../http/aws-error';
import type { DatabaseRequest } from './databases';

/** Names that RDS refuses, in lower case; `userPrefixes` are beginnings of names. */
interface Reserved {
  readonly users: readonly string[];
  readonly userPrefixes: readonly string[];
  readonly databases: readonly string[];
}

const ofMySql: Reserved = {
  users: ['root', 'rdsadmin', 'rdsrepladmin', 'mysql'],
  userPrefixes: [],
  databases: ['mysql', 'information_schema', 'performance_schema', 'sys', 'innodb'],
};

/** What RDS refuses by engine (cfn-lint, pull request 4425; troposphere, issue 1146; PostgreSQL's manual, CREATE ROLE). */
export const reservedNames = {
  postgres: {
    users: ['admin', 'public', 'rdsadmin', 'rdsrepladmin', 'rds_superuser', 'user'],
    userPrefixes: ['pg_'],
    databases: ['db', 'postgres', 'rdsadmin', 'template0', 'template1'],
  },
  mysql: ofMySql,
  mariadb: ofMySql,
} satisfies Readonly<Record<string, Reserved>>;

/** Whether it is an engine that MariaDB's server can run. */
export function isMySql(engine: string): boolean {
  return engine === 'mysql' || engine === 'mariadb';
}

/** Throws AwsError for what RDS would refuse, in its words, and for what is not here. */
export function checkRequest(request: DatabaseRequest): void {
  const mySql = isMySql(request.engine);
  if (request.engine !== 'postgres' && !mySql) {
    refuse(`The engine ${request.engine} is not known to the local endpoint: postgres, mysql and mariadb are`);
  }
  if (request.engineVersion !== undefined && !mySql) {
    checkVersion(request.engineVersion);
  }
  const { databaseName, username } = request;
  const reserved = mySql ? ofMySql : reservedNames.postgres;
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,62}$/.test(databaseName)) {
    refuse('DBName must begin with a letter and contain only alphanumeric characters.');
  }
  if (reserved.databases.includes(databaseName.toLowerCase())) {
    refuse(`DBName ${databaseName} cannot be used. It is a reserved word for this engine`);
  }
  if (!/^[A-Za-z][A-Za-z0-9_]{0,62}$/.test(username)) {
    refuse('The parameter MasterUsername must begin with a letter and contain only alphanumeric characters.');
  }
  const user = username.toLowerCase();
  if (reserved.users.includes(user) || reserved.userPrefixes.some((prefix) => user.startsWith(prefix))) {
    refuse(`MasterUsername ${username} cannot be used as it is a reserved word used by the engine`);
  }
  checkPassword(request.password);
  checkTags(request.tags);
}

export function checkIdentifier(identifier: string): void {
  if (!/^[A-Za-z](-?[A-Za-z0-9])*$/.test(identifier) || identifier.length > 63) {
    refuse(
      'The parameter DBInstanceIdentifier is not a valid identifier. Identifiers must begin with a letter; must contain only ASCII ' +
        'letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.',
    );
  }
}

export function checkVersion(version: string): void {
  if (!/^1[678](\.\d+)?$/.test(version)) {
    refuse(`Cannot find version ${version} for postgres`, 'InvalidParameterCombination');
  }
}

export function checkPassword(password: string): void {
  if (password.length < 8 || password.length > 128) {
    refuse(
      'The parameter MasterUserPassword is not a valid password because it is shorter than 8 or longer than 128 characters.',
    );
  }
  if (!/^[!-~]*$/.test(password) || /[/@"]/.test(password)) {
    refuse(
      `The parameter MasterUserPassword is not a valid password. Only printable ASCII characters besides '/', '@', '"', ' ' may be used.`,
    );
  }
}

/** RDS takes fewer characters in tags than CloudFormation does (trap T3). */
export function checkTags(tags: Readonly<Record<string, string>>): void {
  const pattern = /^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$/u;
  for (const text of Object.entries(tags).flat()) {
    if (!pattern.test(text)) {
      refuse(
        `1 validation error detected: Value '${text}' at 'tags' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern.source}`,
      );
    }
  }
}

function refuse(message: string, code = 'InvalidParameterValue'): never {
  throw new AwsError(code, message);
}
