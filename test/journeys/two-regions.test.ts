import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { visit } from '../../scripts/demo/visit';
import { answerOf, type Journey, openJourney, urlOf } from './journey';

interface Deployed {
  readonly url: string;
  readonly stackId: string;
  readonly bundles: { readonly web: string };
}

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney(async ({ folder, git }) => {
    const file = join(folder, 'preview-stacks.config.ts');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace("branch: 'production',", "branch: 'production', region: 'eu-west-1',"));
    await git('commit', '--quiet', '-am', 'Production stands nearer to its users');
    await git('push', '--quiet', 'origin', 'main', 'main:production');
  });
  const { run } = journey;
  for (const stage of ['staging', 'production']) urlOf(await run(['deploy-application', '--target', stage]));
}, 60_000);
afterAll(() => journey.close());

const deploy = async (...args: string[]) => {
  const ran = await journey.run(['deploy', '--json', ...args]);
  expect(ran).toMatchObject({ code: 0 });
  return answerOf<Deployed>(ran);
};

describe('production in another region', () => {
  test('runs what staging ran of its commit', async () => {
    const staging = await deploy();
    expect(staging.stackId).toContain(':eu-central-1:');
    const production = await deploy('--promote', '--target', 'production');
    expect(production.stackId).toContain(':eu-west-1:');
    expect(production.bundles).toEqual(staging.bundles);
    expect((await visit(production.url)).status).toBe(200);
  }, 60_000);

  test('takes a bundle of staging by its hash, too', async () => {
    const { bundles } = await deploy('--target', 'staging');
    const again = await deploy('--target', 'production', '--bundle', bundles.web.slice(0, 12));
    expect(again.bundles).toEqual(bundles);
  }, 60_000);
});
