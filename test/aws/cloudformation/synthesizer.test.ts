import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CdkSynthesizer } from '../../../lib/aws/cloudformation/synthesizer';
import type { ApplicationInput } from '../../../lib/ports/synthesizer';
import { applicationInput, circleCi, environmentInput, preview, staging } from '../../constructs/inputs';
import { wholeApplicationTemplate } from '../../constructs/template';

const secret = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/partner';
const root = resolve(__dirname, '..', '..', '..');
const synthesizer = new CdkSynthesizer();

describe('the synthesizer', () => {
  test('gives the same bytes for the same input', async () => {
    const [first, second] = await Promise.all([1, 2].map(() => synthesizer.environment(environmentInput(preview))));
    expect(first).toEqual(second);
  });

  test('leaves no folder behind, whether it succeeds or refuses', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'preview-stacks-synthesizer-test-'));
    const temporary = jest
      .spyOn(jest.requireActual<typeof import('node:os')>('node:os'), 'tmpdir')
      .mockReturnValue(folder);
    try {
      await synthesizer.environment(environmentInput(preview));
      await expect(
        synthesizer.environment(environmentInput(preview, { routing: 'single-instance' })),
      ).rejects.toThrow();
      expect(temporary).toHaveBeenCalledTimes(2);
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      temporary.mockRestore();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('gives a refusal on as it is, so that its code and hint reach the user', async () => {
    await expect(
      synthesizer.environment(environmentInput(preview, { routing: 'single-instance' })),
    ).rejects.toMatchObject({
      name: 'PreviewError',
      code: 'single-instance-https',
    });
  });

  test('tells what is probably not meant: an image by a tag', async () => {
    const of = (image: string) =>
      synthesizer.environment(environmentInput(preview, { services: { web: { platform: 'docker', image } } }));
    const { warnings } = await of('ghcr.io/acme/api:latest');
    expect(warnings).toEqual([
      expect.stringMatching(/^web runs the image ghcr.io\/acme\/api:latest by a tag: .*digest\.$/),
    ]);
    expect((await of(`ghcr.io/acme/api@sha256:${'0a'.repeat(32)}`)).warnings).toEqual([]);
  });

  test('leaves the reasons for cdk-nag out of a template that would be too long with them, and nothing else', async () => {
    const input: ApplicationInput = {
      ...applicationInput(staging, circleCi),
      previewReach: {
        secrets: Array.from({ length: 8 }, (_, index) => `${secret}-${index}`),
        ...{ keys: [], snapshots: [], images: [] },
      },
    };
    const { body } = await synthesizer.application(input);
    expect((await synthesizer.application(applicationInput(staging))).body).toContain('"cdk_nag"');
    expect(body).not.toMatch(/cdk_nag|"Metadata"/);
    expect(Buffer.byteLength(body)).toBeLessThan(51_200);
    const whole = wholeApplicationTemplate(input);
    expect(Buffer.byteLength(whole.body)).toBeGreaterThan(51_200);
    const sent = JSON.parse(body).Resources as Readonly<Record<string, { readonly Properties: unknown }>>;
    const propertiesOf = (resources: typeof sent) => Object.entries(resources).map(([id, one]) => [id, one.Properties]);
    expect(propertiesOf(sent)).toEqual(propertiesOf(whole.resources));
  });

  test('loads no CDK before the first template is asked for', () => {
    const script = `require(${JSON.stringify(join(root, 'lib/aws/cloudformation/synthesizer.ts'))});
      console.log(Object.keys(require.cache).filter((file) => file.includes('aws-cdk-lib')).length);`;
    const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
    expect(execFileSync(process.execPath, [tsx, '-e', script], { cwd: root, encoding: 'utf8' }).trim()).toBe('0');
  });
});
