import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSettings } from '../../lib/settings/check';
import { settingsFile } from './inputs';

const folder = join(__dirname, '..', '..', 'lib', 'constructs');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const thrown = files.flatMap((file) =>
  [...readFileSync(join(folder, file), 'utf8').matchAll(/\b(?:PreviewError|refusal)\(\s*'([a-z-]+)'/g)].map(
    ([, code]) => code ?? '',
  ),
);

const web = (settings: object) => settingsFile({ services: { web: settings } });
const shared = { routing: 'shared-load-balancer' } as const;
const snapshot = {
  id: 'shop-1',
  credentials: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/db-AbCdEf',
};
const ci = { provider: 'github-actions' } as const;

/** What the constructs refuse for those who have no settings file; with one, the check has refused it before. */
const foundByCheck: Readonly<Record<string, object>> = {
  'access-differs': {
    ...settingsFile(shared),
    preview: { previewDomain: 'p.acme.dev', access: { cidrs: ['10.0.0.0/8'] } },
  },
  'ci-without-repository': { ...settingsFile({ ci }), github: undefined },
  'host-too-long': { ...settingsFile(), preview: { previewDomain: `${'a'.repeat(60)}.${'b'.repeat(60)}.dev` } },
  'link-unknown': web({ links: ['mail'] }),
  'links-circular': web({ links: ['web'] }),
  'properties-too-large': web({ environment: { A: 'x'.repeat(4000) } }),
  'property-name-invalid': web({ environment: { 'a b': '1' } }),
  'property-taken': web({ environment: { RDS_PORT: '1' } }),
  'secret-arn-invalid': web({ secrets: { KEY: 'hunter2' } }),
  'single-instance-https': settingsFile({ routing: 'single-instance' }),
  'snapshot-username': settingsFile({ database: { snapshot, username: 'shop' } }),
};

/** What no settings file tells. */
const knownLater: Readonly<Record<string, string>> = {
  'access-log-bucket-missing': 'what the application stack made',
  'alarms-not-allowed': 'what the application stack made',
  'balancer-missing': 'what the application stack made',
  'beyond-reach': 'what the module of `extend` constructs',
  'certificate-missing': 'what the application stack made',
  'certificate-without-name': 'a fault of our own',
  'ci-trust-too-long': 'the numbers that GitHub gives the repository and its owner',
  'control-principal-elsewhere': 'the account, where settings do not name it',
  'extension-asset': 'what the module of `extend` constructs',
  'extension-look-up': 'what the module of `extend` constructs',
  'extension-refused': 'what the module of `extend` constructs',
  'hosted-zone-missing': 'what zones the account has; deploy-application asks before anything is made',
  'policy-too-long': 'all overrides together, and the names that CloudFormation makes up',
  'properties-contradict': 'constructs alone',
  'property-missing': 'constructs alone',
  'release-missing': 'a fault of our own',
  'service-not-public': 'constructs alone: no setting gives a host to what is not public',
  'snapshot-unresolved': 'constructs alone: deploy finds the newest snapshot first',
  'subnets-missing': 'what subnets the VPC has',
};

test('what the constructs refuse is found by the check before, but for what no settings file tells', () => {
  expect([...new Set(thrown)].sort()).toEqual([...Object.keys(foundByCheck), ...Object.keys(knownLater)].sort());
});

test.each(Object.entries(foundByCheck))('%s is found by the check', (_, file) => {
  expect(() => checkSettings(file)).toThrow(expect.objectContaining({ code: 'settings-invalid' }));
});

test('without the fault the file is fine', () => {
  expect(() => checkSettings(settingsFile())).not.toThrow();
});
