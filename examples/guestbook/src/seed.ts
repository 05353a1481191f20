import { Notes } from './notes';

/** Test data for a new stack. Running it again adds nothing. */
const entries = [
  ['welcome', 'Ada', 'First entry of a fresh database: every branch has its own.'],
  ['second', 'Grace', 'Whatever you write here goes when the branch goes.'],
  ['third', 'Barbara', 'Upload a picture: it is stored in this branch’s own bucket.'],
] as const;

async function seed(): Promise<void> {
  const notes = new Notes();
  try {
    await notes.migrate();
    let added = 0;
    for (const [key, author, message] of entries) if (await notes.seed(key, author, message)) added++;
    console.log(`${added} of ${entries.length} entries added`);
  } finally {
    await notes.close();
  }
}

seed().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
