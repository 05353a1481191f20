import * as fc from 'fast-check';
import type { Target } from '../../lib/naming/target';
import type { ServiceSettings, SettingsFile, SettingsLayer } from '../../lib/settings/settings';

const digit = 'abcdef0123456789'.split('');
const property = fc.stringMatching(/^[A-QS-Z][A-Z0-9_]{0,12}$/).filter((name) => !/^(PORT|PREVIEW|FILES)/.test(name));
const secret = fc
  .stringMatching(/^[a-z][a-z0-9/_-]{0,20}$/)
  .map((name) => `arn:aws:secretsmanager:eu-central-1:111122223333:secret:${name}x-AbCdEf`);

const service = (routing: string): fc.Arbitrary<Partial<ServiceSettings>> =>
  fc.record(
    {
      platform: fc.constantFrom('nodejs-22', 'python-3.13', 'docker', 'corretto-21'),
      instanceType: fc.constantFrom('t4g.small', 't3.micro', 'm7g.large', 'c6gn.xlarge', 'm7i.2xlarge', 'a1.medium'),
      instances:
        routing === 'single-instance'
          ? fc.constant({ min: 1, max: 1 })
          : fc
              .integer({ min: 1, max: 8 })
              .chain((min) => fc.record({ min: fc.constant(min), max: fc.integer({ min, max: 9 }) })),
      healthPath: fc.stringMatching(/^\/[a-z0-9/_?=&.-]{0,30}$/),
      environment: fc.dictionary(property, fc.string({ maxLength: 40 }), { maxKeys: 5 }),
      secrets: fc.dictionary(
        property.map((name) => `S_${name}`),
        secret,
        { maxKeys: 3 },
      ),
      deploymentPolicy: fc.constantFrom('AllAtOnce', 'Rolling', 'RollingWithAdditionalBatch', 'Immutable'),
      logRetentionDays: fc.constantFrom(1, 7, 90, 3653),
      rootVolumeGiB: fc.integer({ min: 10, max: 16_384 }),
    },
    { requiredKeys: ['instances'] },
  );

const database: fc.Arbitrary<SettingsLayer['database']> = fc.oneof(
  fc.constant('none' as const),
  fc.record(
    {
      engine: fc.constantFrom('postgres', 'mysql', 'mariadb'),
      instanceClass: fc.constantFrom('db.t4g.micro', 'db.m7g.large'),
      storageGiB: fc.integer({ min: 20, max: 65_536 }),
      name: fc.stringMatching(/^shop[a-z0-9_]{0,20}$/),
      username: fc.stringMatching(/^shop[a-z0-9_]{0,12}$/),
      multiAz: fc.boolean(),
      tls: fc.constantFrom('required', 'optional'),
      backupRetentionDays: fc.integer({ min: 0, max: 35 }),
    },
    { requiredKeys: [] },
  ),
);

const siblings = fc.constantFrom<SettingsLayer['services']>(
  {},
  { api: { kind: 'internal' } },
  { jobs: { kind: 'worker', queue: { attempts: 1, visibilitySeconds: 1 } } },
  { admin: {}, api: { kind: 'internal', links: ['jobs'] }, jobs: { kind: 'worker' } },
);

const layer: fc.Arbitrary<SettingsLayer> = fc
  .constantFrom<SettingsLayer>(
    { routing: 'shared-load-balancer' },
    { routing: 'shared-load-balancer', scheme: 'http', port: 8080 },
    { routing: 'load-balancer' },
    { routing: 'load-balancer', scheme: 'http' },
    { routing: 'single-instance', scheme: 'http' },
  )
  .chain((way) =>
    fc
      .record({
        web: service(way.routing ?? ''),
        siblings,
        linked: fc.boolean(),
        database,
        fileStore: fc.constantFrom<SettingsLayer['fileStore']>('none', {}, { versioned: true }),
        cidrs: fc.uniqueArray(
          fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })).map(([address, length]) => `${address}/${length}`),
          { minLength: 1, maxLength: 4 },
        ),
        terminationProtection: fc.boolean(),
      })
      .map(({ web, siblings: others = {}, linked, cidrs, ...rest }) => {
        const single = way.routing === 'single-instance' ? { instances: { min: 1, max: 1 } } : {};
        const beside = Object.fromEntries(Object.entries(others).map(([name, one]) => [name, { ...single, ...one }]));
        // Behind a narrowed balancer no sibling reaches a public one.
        const open = cidrs.some((cidr) => cidr.endsWith('/0'));
        const links = Object.entries(others).flatMap(([name, one]) => (linked && (one?.kind || open) ? [name] : []));
        return { ...way, ...rest, access: { cidrs }, services: { web: { ...web, links }, ...beside } };
      }),
  );

export interface AnySettings {
  readonly file: SettingsFile;
  readonly target: Target;
}

/** A settings file without fault, and a target of it. */
export const anySettings: fc.Arbitrary<AnySettings> = fc
  .record({
    layer,
    project: fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/).filter((name) => name !== 'preview'),
    branch: fc.stringMatching(/^[a-zA-Z0-9#!$&(),;|'" /-]{1,40}$/).map((name) => `x${name.replace(/[ /]+|-$/g, '')}x`),
    kind: fc.constantFrom<Target['kind']>('production', 'staging', 'preview'),
    hex: fc.array(fc.constantFrom(...digit), { minLength: 17, maxLength: 17 }),
    ci: fc.boolean(),
  })
  .map(({ layer: written, project, branch, kind, hex, ci }) => ({
    target: kind === 'preview' ? { kind, branch } : { kind },
    file: {
      project,
      github: 'acme/shop',
      base: {
        region: 'eu-central-1',
        network: { vpcId: `vpc-${hex.join('')}` },
        maxPreviews: 20,
        ...(ci && { ci: { provider: 'github-actions' as const } }),
      },
      production: { account: '444455556666', host: 'shop.acme.com', ...written },
      staging: { account: '111122223333', host: 'staging.acme.dev', ...written },
      preview: { previewDomain: 'preview.acme.dev', ...written, terminationProtection: false },
    },
  }));
