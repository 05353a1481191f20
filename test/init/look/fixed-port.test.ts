import { notesOn } from '../../../lib/init/notes-on';
import { sample } from '../samples';
import { packageJson } from './app-trees';

async function notesOf(source: string, dependency = '@hono/node-server') {
  const { facts, choices } = await sample('nothing', {}, (folder) => {
    folder.files.set('package.json', packageJson({ start: 'node index.js' }, [dependency]));
    folder.files.set('src/index.ts', source);
  });
  return notesOn(choices, facts).filter((note) => note.includes('PORT'));
}

describe('a port that stands in the sources as a number', () => {
  test.each([
    ['serve({\n  fetch: app.fetch,\n  port: 3000\n}, (info) => console.log(info.port))', '3000', 'hono'],
    ['app.listen(8080, () => {})', '8080', 'express'],
    ['await app.listen({ host, port: 4000 })', '4000', 'fastify'],
    ['await app.listen(3000);', '3000', '@nestjs/core'],
  ])('%j is noted once, with the line that reads PORT', async (source, port, dependency) => {
    const [note, ...others] = await notesOf(source, dependency);
    expect(note).toContain(`PORT ?? ${port})`);
    expect(others).toEqual([]);
  });

  test.each([
    'serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 3000) })',
    'app.listen(3000); const { PORT } = process.env;',
    "new Pool({ host: 'db', port: 5432 })",
  ])('is not seen in %j', async (source) => {
    expect(await notesOf(source)).toEqual([]);
  });
});
