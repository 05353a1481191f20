import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '..', 'snapshots');
const templates = readdirSync(folder)
  .filter((file) => file.endsWith('.template.json'))
  .map((file) => join(folder, file));

function lint(files: readonly string[]): {
  readonly found: readonly { readonly Rule: { readonly Id: string } }[];
  readonly stderr: string;
} {
  const { stdout, stderr, error } = spawnSync('cfn-lint', ['--format', 'json', '--', ...files], { encoding: 'utf8' });
  if (error) throw error;
  return { found: JSON.parse(stdout || '[]'), stderr };
}

describe('cfn-lint', () => {
  it('finds no error and no warning in the template of any target', () => {
    expect(templates.length).toBeGreaterThanOrEqual(5);
    expect(lint(templates)).toEqual({ found: [], stderr: '' });
  });

  it('would find a property that does not exist', () => {
    const { found } = lint([join(__dirname, '..', 'fixtures', 'unknown-property.template.json')]);
    expect(found.map(({ Rule }) => Rule.Id)).toEqual(['E3002']);
  });
});
