import { openDatabases } from '../../../lib/local/rds/open-databases';
import { memoryJournal } from '../state/memory-journal';

/** Opens databases in a process of their own, which can then be killed: `run-databases <folder> [uid or -] [engine]`. Prints what became of it. */
async function run(folder: string, uid = '-', engine = 'postgres'): Promise<void> {
  if (uid !== '-') {
    process.setgid?.(Number(uid));
    process.setuid?.(Number(uid));
  }
  try {
    const databases = await openDatabases({ folder, journal: memoryJournal(), accountId: '1', region: 'eu-central-1' });
    const { port } = await databases.create({
      ...{
        identifier: 'shop',
        engine,
        databaseName: 'app',
        username: 'app',
        password: 'not-a-secret',
        tags: {},
      },
    });
    console.log(JSON.stringify({ uid: process.getuid?.(), port }));
    // Until it is killed, or its input ends.
    process.stdin.resume().once('end', () => databases.close());
  } catch (error) {
    console.log(JSON.stringify({ error: String(error) }));
  }
}

void run(process.argv[2] ?? '', process.argv[3], process.argv[4]);
