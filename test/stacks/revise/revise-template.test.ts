import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commitOf, environmentsIn, optionOf } from '../../../lib/stacks/revise/deployed-template';
import { reviseTemplate } from '../../../lib/stacks/revise/revise-template';

const snapshot = (name: string) => readFileSync(join(__dirname, '../../snapshots', `${name}.template.json`), 'utf8');
const preview = snapshot('preview');
const web = 'shop-feature-log-7c7b10e0--web';
const commit = {
  Namespace: 'aws:elasticbeanstalk:application:environment',
  OptionName: 'PREVIEW_STACKS_COMMIT',
  Value: 'f'.repeat(40),
};

/** Paths at which two values differ. */
function differing(one: unknown, other: unknown, path = ''): string[] {
  if (JSON.stringify(one) === JSON.stringify(other)) return [];
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return [path];
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].flatMap((key) =>
    differing((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key], `${path}/${key}`),
  );
}

test('the environments of our templates are read with their bundles, commits and options', () => {
  for (const name of ['preview', 'staging', 'production']) {
    const environments = [...environmentsIn(snapshot(name)).values()];
    expect(environments.length).toBeGreaterThan(0);
    for (const environment of environments) {
      expect(environment.bundleKey).toMatch(/\/bundles\/[0-9a-f]{64}\.zip$/);
      expect(commitOf(environment)).toMatch(/^[0-9a-f]{40}$/);
      expect(optionOf(environment, 'aws:elasticbeanstalk:environment:process:default', 'HealthCheckPath')).toBe(
        '/health',
      );
      expect(optionOf(environment, 'aws:autoscaling:launchconfiguration', 'SecurityGroups')).toBeUndefined();
    }
  }
});

test('another bundle and commit differ in two values, and the version and its environment may change', () => {
  const revision = { bundleKey: 'x/bundles/y.zip', options: [commit] };
  const revised = reviseTemplate(preview, new Map([[web, revision]]));
  const paths = differing(JSON.parse(preview), JSON.parse(revised.body));
  expect(paths).toEqual([
    '/Resources/WebVersion74F411F0/Properties/SourceBundle/S3Key',
    expect.stringMatching(/^\/Resources\/WebEnvironment3FDD0FDA\/Properties\/OptionSettings\/\d+\/Value$/),
  ]);
  expect([...revised.mayChange]).toEqual([
    ['WebVersion74F411F0', { properties: ['SourceBundle'], mayBeReplaced: true }],
    ['WebEnvironment3FDD0FDA', { properties: ['OptionSettings', 'VersionLabel'], mayBeReplaced: false }],
  ]);
});

test('sizes are options like any other: the version may not change, and an option that was missing is added', () => {
  const size = (OptionName: string) => ({ Namespace: 'aws:autoscaling:asg', OptionName, Value: '0' });
  const cooldown = { Namespace: 'aws:autoscaling:asg', OptionName: 'Cooldown', Value: '60' };
  const options = [size('MinSize'), size('MaxSize'), cooldown];
  const revised = reviseTemplate(preview, new Map([[web, { options }]]));
  expect([...revised.mayChange.keys()]).toEqual(['WebEnvironment3FDD0FDA']);
  const [environment] = environmentsIn(revised.body).values();
  expect(environment?.options.filter(({ Namespace }) => Namespace === 'aws:autoscaling:asg')).toEqual(options);
});

test('what is as it was allows no replacement, and the body has no character that GetTemplate would lose', () => {
  const odd = preview.replace('shop: feature-login', 'shöp: feature-login');
  const { bundleKey = '' } = environmentsIn(preview).get(web) ?? {};
  const revised = reviseTemplate(odd, new Map([[web, { bundleKey, options: [] }]]));
  expect([...revised.mayChange.values()].some(({ mayBeReplaced }) => mayBeReplaced)).toBe(false);
  expect(revised.body).toContain('sh\\u00f6p');
});

test.each([
  ['not JSON', 'Resources: {}'],
  ['without that environment', '{"Resources":{}}'],
  ['with another form of version', preview.replace('"Ref": "WebVersion74F411F0"', '"Ref": "WebSecurityGroup322089BD"')],
])('a template that is %s is refused', (_, body) => {
  expect(() => reviseTemplate(body, new Map([[web, {}]]))).toThrow(
    expect.objectContaining({ code: 'template-not-ours', fault: 'world' }),
  );
});
