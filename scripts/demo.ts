import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Endpoint, type Environment, endAll, startEndpoint } from './demo/program';
import { tellStory } from './demo/story';
import { NotAsTold, openTeller, type Teller } from './demo/teller';

// As in the program itself: the SDK's warning about Node 20 is no part of the story.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** A person, or a system, ended it before its end. */
class Interrupted extends Error {}

/** The main job on one machine: push branches, open their URLs, delete a branch, see that it is gone. `--stay` keeps the rest up. */
async function demo(stay: boolean): Promise<number> {
  const began = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'preview-stacks-demo-'));
  const teller = openTeller();
  const stopped = new Promise<void>((settle) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, settle);
  });
  try {
    const story = begin(teller, folder);
    // What fails after an interruption is of no interest.
    story.catch(() => undefined);
    const { summary, page } = await Promise.race([story, stopped.then(() => Promise.reject(new Interrupted()))]);
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    teller.chapter(`${teller.steps()} steps in ${seconds} s`);
    for (const line of summary) teller.line(line);
    if (stay) {
      teller.line(`\n  ${page}  shows what runs here. Open it in a browser, and the previews too. Ctrl-C ends it all.`);
      await stopped;
      teller.line('\n  Ending the apps, the databases and the endpoint …');
    }
    return 0;
  } catch (error) {
    if (error instanceof Interrupted) {
      console.log('\nInterrupted: ending all that was started.');
      return 130;
    }
    const what = error instanceof NotAsTold ? 'Not as the story says' : 'It broke';
    console.log(`\n${what}: ${error instanceof Error ? error.message : error}`);
    return 1;
  } finally {
    await endAll();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function begin(teller: Teller, folder: string): Promise<{ summary: readonly string[]; page: string }> {
  teller.chapter('An AWS of your own');
  const endpoint: Endpoint = await teller.step(
    'the embedded endpoint is up',
    () => startEndpoint({ data: folder, env: clean(), apart: true }),
    ({ url }) => url,
  );
  const { summary } = await tellStory(teller, { folder, endpoint, env: { ...clean(), ...endpoint.variables } });
  return { summary, page: `${endpoint.url}/` };
}

/** The surroundings of a new user: no AWS account, no CI. */
function clean(): Environment {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(AWS|CIRCLE|GITHUB|GIT)_|^CIRCLECI$|^CI$/.test(name)),
  );
}

const flags = process.argv.slice(2);
const unknown = flags.find((flag) => flag !== '--stay');
if (unknown === undefined) {
  demo(flags.includes('--stay')).then((code) => {
    process.exitCode = code;
  });
} else {
  console.error(
    `error: ${JSON.stringify(unknown)} is nothing that the demo takes.\nWrite \`npm run demo\`, or \`npm run demo -- --stay\` to keep it up for a browser.`,
  );
  process.exitCode = 2;
}
