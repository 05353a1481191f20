import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { CdkSynthesizer } from '../../lib/aws/cloudformation/synthesizer';
import { ownStacks } from '../constructs/examples/all';
import { variants } from '../constructs/variants';

const snapshots = join(__dirname, '..', 'snapshots');
const reviewed = readdirSync(snapshots)
  .filter((file) => file.endsWith('.template.json'))
  .map((file) => join(snapshots, file));

const folder = mkdtempSync(join(tmpdir(), 'preview-stacks-lint-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Finding {
  readonly Rule: { readonly Id: string };
  readonly Message: string;
  readonly Filename: string;
  readonly Location: { readonly Path: readonly (string | number)[] };
}

/** What is found, as `file: rule at path: message`; errors and warnings alike, for cfn-lint ends with both. */
function lint(files: readonly string[]): readonly string[] {
  const { stdout, stderr, error } = spawnSync('cfn-lint', ['--format', 'json', '--', ...files], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw error;
  if (stderr !== '') return [stderr];
  return (JSON.parse(stdout || '[]') as Finding[]).map(
    ({ Rule, Message, Filename, Location }) =>
      `${Filename.slice(Filename.lastIndexOf('/') + 1)}: ${Rule.Id} at ${Location.Path.join('/')}: ${Message}`,
  );
}

describe('cfn-lint', () => {
  test('finds no error and no warning in the template of any target', () => {
    expect(reviewed.length).toBeGreaterThanOrEqual(5);
    expect(lint(reviewed)).toEqual([]);
  });

  test('finds no error and no warning in 40 and more that span targets, ways in, databases, networks and services', async () => {
    const { environments, applications } = variants();
    const synthesizer = new CdkSynthesizer();
    const files: string[] = [];
    const keep = async (name: string, template: Promise<{ readonly body: string }>) => {
      const file = join(folder, `${name}.template.json`);
      writeFileSync(file, (await template).body);
      files.push(file);
    };
    for (const [name, input] of Object.entries(environments)) await keep(name, synthesizer.environment(input));
    for (const [name, input] of Object.entries(applications)) await keep(name, synthesizer.application(input));
    expect(files.length).toBeGreaterThanOrEqual(40);
    expect(lint(files)).toEqual([]);
  });

  test('finds no error and no warning in stacks of an app of somebody else', () => {
    const app = new App({ outdir: join(folder, 'own'), analyticsReporting: false });
    const names = Object.values(ownStacks).map((build) => build(app).stackName);
    const assembly = app.synth();
    const found = lint(names.map((name) => assembly.getStackByName(name).templateFullPath));
    // The CDK's own construct of a VPC writes the zones of its subnets.
    const ofTheCdk = /: W3010 at Resources\/Vpc\w+\/Properties\/AvailabilityZone: /;
    expect(found.filter((finding) => !ofTheCdk.test(finding))).toEqual([]);
  });

  test('would find a property that does not exist', () => {
    const found = lint([join(__dirname, '..', 'fixtures', 'unknown-property.template.json')]);
    expect(found).toEqual([expect.stringContaining('E3002')]);
  });
});
