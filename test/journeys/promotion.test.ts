import { sign, visit } from '../../scripts/demo/visit';
import { answerOf, type Journey, openJourney, urlOf } from './journey';

interface Deployed {
  readonly url: string;
  readonly bundles: { readonly web: string };
}

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
  const { workshop, run } = journey;
  const made = await Promise.all(
    ['staging', 'production'].map((stage) => run(['deploy-application', '--target', stage])),
  );
  for (const ran of made) urlOf(ran);
  await workshop.git('push', '--quiet', 'origin', 'main:production');
}, 60_000);
afterAll(() => journey.close());

const page = async (url: string) => {
  const { status, body } = await visit(url);
  expect(status).toBe(200);
  return { heading: /<h1>([^<]*)<\/h1>/.exec(body)?.[1], body };
};
const deploy = async (...args: string[]) => {
  const ran = await journey.run(['deploy', '--json', ...args]);
  expect(ran).toMatchObject({ code: 0 });
  return answerOf<Deployed>(ran);
};

describe('a bundle is built once', () => {
  it('and promoted: production runs the bytes of staging, with a database of its own that is not seeded', async () => {
    await journey.workshop.git('switch', '--quiet', 'main');
    const staging = await deploy();
    await sign(staging.url, 'Ada', 'Only staging knows this');
    const production = await deploy('--target', 'production', '--bundle', staging.bundles.web);
    expect(production.bundles).toEqual(staging.bundles);
    expect(production.url).toMatch(/^http:\/\/www\.localhost:\d+$/);
    expect((await page(staging.url)).body).toContain('Only staging knows this');
    const { heading, body } = await page(production.url);
    expect(heading).toBe('Guest book');
    expect(body).not.toContain('Only staging knows this');
    expect(body).not.toContain('First entry of a fresh database');
  }, 60_000);

  it('and kept: a rollback brings the earlier page back, and the data stays', async () => {
    const { workshop } = journey;
    await workshop.pushBranch('new-look', { heading: 'The first look', accent: '#111111' });
    const first = await deploy();
    await sign(first.url, 'Grace', 'Written under the first look');
    await workshop.pushBranch('second-look', { heading: 'The second look', accent: '#222222' });
    await workshop.git('push', '--quiet', '--force', 'origin', 'second-look:new-look');
    const second = await deploy('--branch', 'new-look');
    expect(second.bundles).not.toEqual(first.bundles);
    expect((await page(second.url)).heading).toBe('The second look');

    const back = await deploy('--branch', 'new-look', '--bundle', first.bundles.web.slice(0, 12));
    expect(back).toMatchObject({ url: first.url, bundles: first.bundles });
    const { heading, body } = await page(back.url);
    expect(heading).toBe('The first look');
    expect(body).toContain('Written under the first look');
  }, 60_000);
});
