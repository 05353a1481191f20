import { type AppSources, hasPackage, scriptNames } from './app-sources';

/** The command that brings the tables up to date, as the tool's own documents say for production. */
interface Migrations {
  readonly command: string;
  /** The package that the command comes from. @default a script of the app's own */
  readonly by?: string;
}

/**
 * https://www.prisma.io/docs/orm/prisma-client/deployment/deploy-database-changes-with-prisma-migrate, https://orm.drizzle.team/docs/drizzle-kit-migrate,
 * https://typeorm.io/docs/migrations/executing, https://knexjs.org/guide/migrations.html, https://sequelize.org/docs/v6/other-topics/migrations (2026-11).
 */
function migrationsOf(app: AppSources): Migrations | undefined {
  const has = (name: string) => hasPackage(app, name);
  const owns = (names: readonly string[]) => names.some((name) => app.own.includes(name));
  // A script of the app's own knows its options.
  const script = [
    'migrate:deploy',
    'db:deploy',
    'migrate:prod',
    'migration:run',
    'migrations:run',
    'db:migrate',
    'migrate',
  ].find((name) => app.node?.scripts[name] !== undefined);
  const own = script === undefined ? undefined : `npm run ${script}`;
  if (app.paths.some((path) => /(?:^|\/)migrations\/migration_lock\.toml$/.test(path)) && has('prisma')) {
    return { command: 'npx prisma migrate deploy', by: 'prisma' };
  }
  if (owns(scriptNames('drizzle.config')) && has('drizzle-kit')) {
    return { command: own ?? 'npx drizzle-kit migrate', by: 'drizzle-kit' };
  }
  if (owns(scriptNames('knexfile')) && has('knex')) return { command: own ?? 'npx knex migrate:latest', by: 'knex' };
  if (has('sequelize-cli')) return { command: own ?? 'npx sequelize-cli db:migrate', by: 'sequelize-cli' };
  if (has('typeorm') && app.paths.some((path) => /(?:^|\/)migrations?\//.test(path))) {
    return { command: own ?? 'npx typeorm migration:run -d <data source>', by: 'typeorm' };
  }
  return own === undefined ? undefined : { command: own };
}

/** What to do about migrations, for people; undefined where there are none, or where the start runs them. */
export async function migrationNote(app: AppSources, start: string): Promise<string | undefined> {
  const found = migrationsOf(app);
  if (!found) return undefined;
  const { start: own = '', prestart = '' } = app.node?.scripts ?? {};
  // `npm run db:migrate`, `npx prisma migrate deploy`: all but the first word can stand there in another way.
  const [, ...words] = found.command.replace(/^npm run /, 'npm ').split(' ');
  const said = words.join(' ');
  if ([own, prestart, (await app.read('Procfile')) ?? ''].some((text) => text.includes(said))) return undefined;
  const how = `A Procfile does before each start: \`web: sh -c '${found.command} && exec ${start}'\``;
  if (found.by === undefined) return `Nothing runs the script ${said} of package.json yet. ${how}.`;
  const development = !(found.by in (app.node?.dependencies ?? {}));
  return `Nothing runs the migrations of ${found.by} yet. ${how}${
    development ? `; move ${found.by} to the dependencies for it: an instance installs no development dependencies` : ''
  }.`;
}
