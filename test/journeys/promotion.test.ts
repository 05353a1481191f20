import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetObjectCommand, ListBucketsCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { sign, visit } from '../../scripts/demo/visit';
import { answerOf, type Journey, openJourney, urlOf } from './journey';

interface Deployed {
  readonly url: string;
  readonly commit: string;
  readonly bundles: { readonly web: string };
}

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

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

/** Where the zip that a target runs lies on the endpoint, read as anybody with the AWS CLI would. */
const keptIn = async (targetId: string, hash: string) => {
  const { endpoint } = journey;
  const s3 = new S3Client({ endpoint: endpoint.url, region: 'eu-central-1', forcePathStyle: true, credentials });
  try {
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
    for (const { Name = '' } of Buckets) {
      const { Contents = [] } = await s3.send(
        new ListObjectsV2Command({ Bucket: Name, Prefix: `${targetId}/bundles/` }),
      );
      const found = Contents.find(({ Key = '' }) => Key.endsWith(`${hash}.zip`));
      if (!found) continue;
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: Name, Key: found.Key ?? '' }));
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    }
    throw new Error(`No bucket holds ${targetId}/bundles/${hash}.zip`);
  } finally {
    s3.destroy();
  }
};

describe('a bundle is built once', () => {
  test('and promoted: production runs the bytes of staging, with a database of its own that is not seeded', async () => {
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

  test('and kept: a rollback brings the earlier page back, and the data stays', async () => {
    const { workshop } = journey;
    await workshop.pushBranch('new-look', { heading: 'The first look' });
    const first = await deploy();
    await sign(first.url, 'Grace', 'Written under the first look');
    await workshop.pushBranch('second-look', { heading: 'The second look' });
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

  test('in one job, tested, deployed from its folder, and promoted by its commit: the bytes are the same to the end', async () => {
    const { workshop, run } = journey;
    await workshop.git('switch', '--quiet', 'main');
    const page = join(workshop.folder, 'src', 'page.ts');
    writeFileSync(page, readFileSync(page, 'utf8').replace(/heading = '[^']*'/, "heading = 'One artifact'"));
    await workshop.git('commit', '--quiet', '-am', 'One artifact');
    await workshop.git('push', '--quiet', 'origin', 'main');

    // The job that builds has no credentials, and no endpoint to ask.
    const none = { AWS_ENDPOINT_URL: undefined, AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };
    const bundled = await run(['bundle', '--out', 'ci', '--json'], { ...none, AWS_REGION: 'eu-central-1' });
    expect(bundled).toMatchObject({ code: 0 });
    const { services, commit } = answerOf<{ commit: string; services: { web: { hash: string } } }>(bundled);
    expect(commit).toBe(await workshop.git('rev-parse', 'HEAD'));
    const zip = readFileSync(join(workshop.folder, 'ci', 'web.zip'));

    const staging = await deploy('--bundle', 'ci');
    expect(staging.bundles.web).toBe(services.web.hash);
    expect((await keptIn('staging', services.web.hash)).equals(zip)).toBe(true);

    // A pull request into production's branch: a commit of its own with the same files.
    await workshop.git('fetch', '--quiet', 'origin');
    await workshop.git('switch', '--quiet', '-c', 'production', 'origin/production');
    await workshop.git('merge', '--quiet', '--no-ff', '-m', 'Merge pull request #1', 'main');
    await workshop.git('push', '--quiet', 'origin', 'production');
    const merge = await workshop.git('rev-parse', 'HEAD');
    expect(merge).not.toBe(commit);

    const production = await deploy('--promote');
    expect(production).toMatchObject({ commit: merge, bundles: { web: services.web.hash } });
    expect((await keptIn('production', services.web.hash)).equals(zip)).toBe(true);
    expect((await visit(production.url)).body).toContain('One artifact');
  }, 90_000);

  test('and nothing else comes to production: what staging has not deployed, and bundles of another commit, are refused', async () => {
    const { workshop, run } = journey;
    await workshop.git('commit', '--quiet', '--allow-empty', '-m', 'Nothing new');
    writeFileSync(join(workshop.folder, 'hotfix.txt'), 'straight to production');
    await workshop.git('add', 'hotfix.txt');
    await workshop.git('commit', '--quiet', '-m', 'Hotfix');
    await workshop.git('push', '--quiet', 'origin', 'production');

    const promoted = await run(['deploy', '--promote']);
    expect(promoted.code).toBe(1);
    expect(promoted.stderr).toContain('(nothing-to-promote)');
    expect(promoted.stderr).toContain("Wait for staging's deploy");
    const given = await run(['deploy', '--bundle', 'ci']);
    expect(given.code).toBe(2);
    expect(given.stderr).toContain('(bundle-other-commit)');
  }, 60_000);
});
