import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { examples } from './all';

const pages = join(__dirname, '..', '..', '..', 'docs', 'constructs');
const outdir = mkdtempSync(join(tmpdir(), 'preview-stacks-pages-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

test('every construct has a page with an example, and so has each way to use what is there', () => {
  expect(readdirSync(pages).sort()).toEqual(
    Object.keys(examples)
      .map((name) => `${name}.md`)
      .sort(),
  );
});

describe.each(Object.entries(examples))('the page of %s', (name, [build, counts]) => {
  test('shows the code that is compiled here', () => {
    const shown = /```ts\n([\s\S]*?)```/.exec(readFileSync(join(pages, `${name}.md`), 'utf8'))?.[1];
    const compiled = readFileSync(join(__dirname, `${name}.ts`), 'utf8');
    expect(shown).toBe(compiled.replace("'../../../lib/index'", "'preview-stacks'"));
  });

  test('has an example that synthesizes', () => {
    const template = Template.fromStack(build(new App({ outdir: join(outdir, name) })));
    for (const [type, count] of Object.entries(counts)) template.resourceCountIs(type, count);
  });
});
