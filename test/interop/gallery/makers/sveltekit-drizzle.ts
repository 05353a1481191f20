import { type DatabaseApp, lines } from '../app';

/** https://svelte.dev/docs/cli/drizzle (2026-11): the add-on writes the schema and the client; the pages are written after its guide. */
export const sveltekitDrizzle: DatabaseApp = {
  name: 'SvelteKit, Drizzle',
  made: 'sv 0.17.1 with drizzle and adapter-node',
  folder: 'sveldriz',
  async make(bench) {
    await bench.generate(
      ...['sv@0.17.1', 'create', 'sveldriz', '--template', 'minimal', '--types', 'ts', '--install', 'npm'],
      ...['--add', 'sveltekit-adapter=adapter:node', 'drizzle=database:postgresql+postgresql:postgres.js+docker:no'],
    );
    bench.write('sveldriz', {
      // "Check DATABASE_URL in .env and adjust it to your needs": the build imports the client, which opens nothing yet. Git ignores the file.
      '.env': 'DATABASE_URL="postgres://root:secret@localhost:5432/local"\n',
      'src/routes/notes/+server.ts': lines(
        "import { json } from '@sveltejs/kit';",
        "import { sql } from 'drizzle-orm';",
        "import { db } from '$lib/server/db';",
        "import { task } from '$lib/server/db/schema';",
        '',
        'let made: Promise<unknown> | undefined;',
        'const ready = () => (made ??= db.execute(sql`CREATE TABLE IF NOT EXISTS task',
        '  (id serial PRIMARY KEY, title text NOT NULL, priority integer NOT NULL DEFAULT 1)`));',
        'export async function GET() {',
        '  await ready();',
        '  return json((await db.select().from(task).orderBy(task.id)).map(({ title }) => title));',
        '}',
        'export async function POST({ request }) {',
        '  await ready();',
        '  await db.insert(task).values({ title: (await request.json()).text });',
        '  return json({}, { status: 201 });',
        '}',
      ),
    });
  },
};
