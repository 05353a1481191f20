import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ShopStack } from './docs-example';

const docs = join(__dirname, '..', '..', '..', 'docs', 'constructs.md');

const outdir = mkdtempSync(join(tmpdir(), 'preview-stacks-docs-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

describe('the example of docs/constructs.md', () => {
  test('is the code that is compiled here', () => {
    const shown = /```ts\n([\s\S]*?)```/.exec(readFileSync(docs, 'utf8'))?.[1];
    const compiled = readFileSync(join(__dirname, 'docs-example.ts'), 'utf8').replace(
      "'../../../lib/index'",
      "'preview-stacks'",
    );
    expect(shown).toBe(compiled);
  });

  test('is followed by the place that the other pages import', () => {
    const shown = [...readFileSync(docs, 'utf8').matchAll(/```ts\n([\s\S]*?)```/g)][1]?.[1];
    expect(shown).toBe(readFileSync(join(__dirname, 'place.ts'), 'utf8'));
  });

  test('synthesizes in a stack and an app that are not ours', () => {
    const template = Template.fromStack(new ShopStack(new App({ outdir }), 'Shop'));
    template.resourceCountIs('AWS::ElasticBeanstalk::Environment', 2);
    template.hasResourceProperties('AWS::Route53::RecordSet', { Name: 'shop.acme.com', Type: 'CNAME' });
    template.hasResource('AWS::RDS::DBInstance', { DeletionPolicy: 'Retain' });
    const roles = Object.values(template.findResources('AWS::IAM::Role'));
    const policies = JSON.stringify(roles.map(({ Properties }) => Properties));
    expect(policies).toContain('ses:SendEmail');
    expect(policies).not.toContain('Orders are confirmed');
    // What a construct of the CDK grants lands in the same role.
    expect(policies).toContain('sns:Publish');
    template.resourceCountIs('AWS::IAM::Policy', 0);
  });
});
