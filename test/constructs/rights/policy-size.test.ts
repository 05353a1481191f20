import { previewAllowList } from '../../../lib/facts/preview-allow-list';
import type { ApplicationInput } from '../../../lib/ports/synthesizer';
import { applicationInput, circleCi, settingsFile, staging } from '../inputs';
import { applicationTemplate } from '../template';

const many = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index));
const none = { secrets: [], keys: [], snapshots: [], images: [] };
const reaching = (reach: Partial<typeof none> | Readonly<Record<string, readonly string[]>>): ApplicationInput => ({
  ...applicationInput(staging),
  previewReach: { ...none, ...reach },
});
const arn = (service: string, rest: string) => `arn:aws:${service}:eu-central-1:111122223333:${rest}`;
const secrets = (count: number) => many(count, (index) => arn('secretsmanager', `secret:shop/partner-${index}-AbCdEf`));
const images = (count: number) => ({
  ci: { ...circleCi.ci, imageRepositories: many(count, (index) => `shop/a-service-with-a-long-name-${index}`) },
});

describe('a policy that IAM would refuse is refused before anything is made, with the list that makes it long:', () => {
  test.each([
    ['secrets', reaching({ secrets: secrets(60) })],
    [
      'secretKeys',
      reaching({ keys: many(60, (index) => arn('kms', `key/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e${100 + index}`)) }),
    ],
    ['image', reaching({ images: many(60, (index) => arn('ecr', `repository/shop/service-${index}`)) })],
    ['database.snapshot', reaching({ snapshots: many(80, (index) => `the-snapshot-of-the-month-${index}`) })],
    ['ci.imageRepositories', applicationInput(staging, images(100) as never)],
  ])('%s', async (list, input) => {
    await expect(applicationTemplate(input)).rejects.toMatchObject({
      code: 'policy-too-long',
      fault: 'user',
      message: expect.stringMatching(/has \d+ characters$/),
      hint: expect.stringMatching(new RegExp(`^IAM takes (6144|10240): shorten .*${list}`)),
    });
  });
});

test('what fits is made', async () => {
  await expect(applicationTemplate(reaching({ secrets: secrets(20) }))).resolves.toBeDefined();
  await expect(applicationTemplate(applicationInput(staging, images(30) as never))).resolves.toBeDefined();
  expect(previewAllowList(settingsFile()).images).toEqual([]);
});
