import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Endpoint, type Environment, startEndpoint } from './demo/program';
import { tellStory } from './demo/story';
import { NotAsTold, openTeller } from './demo/teller';

// As in the program itself: the SDK's warning about Node 20 is no part of the story.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** The main job on one machine: push branches, open their URLs, delete a branch, see that it is gone. `--stay` keeps the rest up. */
async function demo(stay: boolean): Promise<number> {
  const began = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'preview-stacks-demo-'));
  const teller = openTeller();
  let endpoint: Endpoint | undefined;
  const stopped = new Promise<void>((settle) => process.once('SIGINT', settle).once('SIGTERM', settle));
  try {
    teller.chapter('An AWS of your own');
    endpoint = await teller.step(
      'the embedded endpoint is up',
      () => startEndpoint({ data: folder, env: clean() }),
      ({ url }) => url,
    );
    const end = await tellStory(teller, { folder, endpoint, env: { ...clean(), ...endpoint.variables } });
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    teller.chapter(`${teller.steps()} steps in ${seconds} s`);
    for (const line of end.summary) teller.line(line);
    if (stay) {
      teller.line('\n  Open them in a browser. Ctrl-C ends it all.');
      await stopped;
    }
    return 0;
  } catch (error) {
    const what = error instanceof NotAsTold ? 'Not as the story says' : 'It broke';
    console.log(`\n${what}: ${error instanceof Error ? error.message : error}`);
    return 1;
  } finally {
    await endpoint?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The surroundings of a new user: no AWS account, no CI. */
function clean(): Environment {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(AWS|CIRCLE|GITHUB|GIT)_|^CIRCLECI$|^CI$/.test(name)),
  );
}

demo(process.argv.includes('--stay')).then((code) => {
  process.exitCode = code;
});
