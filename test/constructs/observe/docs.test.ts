import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import type { SettingsLayer } from '../../../lib/settings/settings';
import { environmentInput, staging, threeServices } from '../inputs';
import { environmentTemplate } from '../template';
import { Example } from './example';

const page = readFileSync(join(__dirname, '../../../docs/observe.md'), 'utf8');
const outdir = mkdtempSync(join(tmpdir(), 'preview-stacks-observe-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

test('the page shows the code that is compiled here', () => {
  const shown = /```ts\nimport([\s\S]*?)```/.exec(page)?.[1];
  const compiled = readFileSync(join(__dirname, 'example.ts'), 'utf8')
    .replace("'../../../lib/index'", "'preview-stacks'")
    .replace("'../examples/place'", "'./place'");
  expect(`import${shown}`).toBe(compiled);
});

test('its example synthesizes with an alarm that tells a topic', () => {
  const template = Template.fromStack(new Example(new App({ outdir }), 'Example'));
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    Threshold: 600,
    AlarmActions: [{ Ref: Match.anyValue() }],
  });
});

test('it names each metric of the constructs', () => {
  const methods = ['measured-service', 'measured-database', 'measured-queue', 'measured-balancer'].flatMap((file) => {
    const source = readFileSync(join(__dirname, `../../../lib/constructs/observe/${file}.ts`), 'utf8');
    return [...source.matchAll(/^ {2}(metric\w+)\(/gm)].map(([, name]) => name ?? '');
  });
  expect(methods.length).toBeGreaterThan(15);
  expect(methods.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

/** Cents a month beyond what is free: metrics that Beanstalk publishes, and those that alarms watch. */
async function costOf(layer: SettingsLayer): Promise<number> {
  const input = environmentInput(staging, { ...layer, alarms: { email: 'on-call@acme.com' } }, { mayAlarm: true });
  const template = await environmentTemplate(input);
  const options = template
    .all('AWS::ElasticBeanstalk::Environment')
    .flatMap(({ Properties }) => Properties.OptionSettings as { OptionName: string; Value: string }[])
    .filter(({ OptionName }) => OptionName === 'ConfigDocument');
  const published = options.flatMap(({ Value }) => Object.keys(JSON.parse(Value).CloudWatchMetrics.Environment));
  const watched = template
    .all('AWS::CloudWatch::Alarm')
    .map(({ Properties: { Metrics } }) => (Metrics as readonly object[] | undefined) ?? [{ MetricStat: {} }])
    .flatMap((metrics) => metrics.filter((one) => 'MetricStat' in one));
  return 30 * published.length + 10 * watched.length;
}

test('what alarms cost is what the page says', async () => {
  const one = await costOf({});
  const { web, jobs } = { web: {}, jobs: { kind: 'worker' } } as const;
  const further = (await costOf({ services: { web: { links: ['api'] }, api: { kind: 'internal' } } })) - one;
  const worker = (await costOf({ services: { web, jobs } })) - one;
  expect(await costOf(threeServices)).toBe(one + further + worker);
  const dollars = (cents: number) => (cents / 100).toFixed(2);
  expect(page.replace(/\s+/g, ' ')).toContain(
    `cost ${dollars(one)} a month: 3 metrics (0.90) and 6 metrics that alarms watch (0.60). A further public or internal service adds ${dollars(further)}, a worker ${dollars(worker)}.`,
  );
});
