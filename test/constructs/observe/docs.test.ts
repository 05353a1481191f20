import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
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
