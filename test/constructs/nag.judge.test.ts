import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, Stack } from 'aws-cdk-lib';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { addStacks } from '../../lib/constructs/app-context';
import type { Target } from '../../lib/naming/target';
import { ownStacks } from './examples/all';
import { applicationInput, circleCi, environmentInput, preview, production, staging, threeServices } from './inputs';
import { environmentTemplate, type Template, wholeApplicationTemplate } from './template';
import { violations } from './validate';

const layer = { ...threeServices, ...circleCi };
/** Stages have alarms besides. */
const alarms = { alarms: { email: 'on-call@acme.com' } };
const findings = (build: (app: App) => void) =>
  violations(build, { plugin: (app) => new AwsSolutionsChecks(app), builtIn: false });

interface Acknowledged {
  readonly id: string;
  readonly reason: string;
}

function acknowledged(template: Template): Acknowledged[] {
  return Object.values(template.resources).flatMap(({ Metadata }) => Metadata?.cdk_nag?.rules_to_suppress ?? []);
}

const rulesOf = async (target: Target) => [
  ...new Set(acknowledged(await environmentTemplate(environmentInput(target, layer))).map(({ id }) => id)),
];

describe('the AwsSolutions rules of cdk-nag', () => {
  test('find nothing in production, nor in its application stack', () => {
    const found = findings((app) => {
      const applications = [applicationInput(production, { ...layer, ...alarms })];
      const environments = [environmentInput(production, { ...layer, ...alarms }, { mayAlarm: true })];
      addStacks(app, { applications, environments });
    });
    expect(found).toEqual([]);
  });

  test('find nothing in staging and previews that is not acknowledged with a reason', () => {
    const found = findings((app) => {
      const applications = [applicationInput(staging, { ...layer, ...alarms })];
      addStacks(app, {
        applications,
        environments: [
          environmentInput(staging, { ...layer, ...alarms }, { mayAlarm: true }),
          environmentInput(preview, layer),
          environmentInput({ kind: 'preview', branch: 'single' }, { scheme: 'http', routing: 'single-instance' }),
        ],
      });
    });
    expect(found).toEqual([]);
  });

  test('are broken by a preview where it is meant to be small and disposable, and by production nowhere but there', async () => {
    const [ofPreview, ofProduction] = [await rulesOf(preview), await rulesOf(production)];
    expect(ofPreview.filter((id) => !ofProduction.includes(id)).sort()).toEqual([
      'AwsSolutions-RDS10',
      'AwsSolutions-RDS13',
      'AwsSolutions-RDS3',
      'AwsSolutions-S1',
    ]);
  });

  test('stay acknowledged in production and its application stack by these alone, each listed in docs/constructs.md', async () => {
    const application = wholeApplicationTemplate(applicationInput(production, layer));
    const ids = [...(await rulesOf(production)), ...acknowledged(application).map(({ id }) => id)];
    const docs = readFileSync(join(__dirname, '../../docs/constructs.md'), 'utf8');
    const listed = [...docs.matchAll(/^\| `(AwsSolutions-\w+)` \|.*\| production/gm)].map(([, id]) => id);
    expect([...new Set(ids)].sort()).toEqual(
      ['EB3', 'EB4', 'EC23', 'IAM5', 'SMG4'].map((rule) => `AwsSolutions-${rule}`),
    );
    expect(listed).toEqual([...new Set(ids)].sort());
  });

  test('stay acknowledged elsewhere by what docs/constructs.md lists', async () => {
    const templates = await Promise.all([
      wholeApplicationTemplate(applicationInput(staging, layer)),
      environmentTemplate(environmentInput(staging, layer)),
      environmentTemplate(environmentInput(preview, layer)),
    ]);
    const docs = readFileSync(join(__dirname, '../../docs/constructs.md'), 'utf8');
    const listed = [...docs.matchAll(/^\| `(AwsSolutions-\w+)` \|/gm)].map(([, id]) => id ?? '');
    expect([...new Set(templates.flatMap(acknowledged).map(({ id }) => id))].sort()).toEqual(listed.sort());
  });

  test('are acknowledged in the template itself, each with a reason', async () => {
    const template = await environmentTemplate(environmentInput(preview, layer));
    const reasons = acknowledged(template).map(({ reason }) => reason);
    expect(reasons.length).toBeGreaterThan(8);
    for (const reason of reasons) expect(reason.length).toBeGreaterThan(20);
  });

  test('find nothing of ours in stacks of an app of somebody else; what they find is of constructs of the CDK', () => {
    const found = findings((app) => {
      for (const build of Object.values(ownStacks)) build(app);
    });
    expect(found.sort()).toEqual([
      'shop/Orders/Resource: AwsSolutions-SNS3',
      'vpc/SessionKey/Resource: AwsSolutions-SMG4',
      'vpc/Vpc/Resource: AwsSolutions-VPC7',
    ]);
  });

  test('would find a bucket without protection', () => {
    const found = findings((app) => {
      new CfnBucket(new Stack(app, 'bad'), 'Bucket');
    });
    expect(found).toContain('bad/Bucket: AwsSolutions-S10');
  });
});
