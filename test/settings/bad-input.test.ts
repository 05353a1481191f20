import { fullFaultsOf, smallest } from './files';

const base = (settings: object) => ({ ...smallest, base: { ...smallest.base, ...settings } });
const web = (settings: object) => base({ services: { web: settings } });
const preview = (settings: object) => ({ ...smallest, preview: { ...smallest.preview, ...settings } });
const credentials = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/db-AbC123';
const secret = `arn:aws:secretsmanager:eu-central-1:111122223333:secret:${'s'.repeat(200)}-AbCdEf`;
const office = { access: { cidrs: ['203.0.113.0/24'] } };

/** What is wrong, the file, and what the one fault says: its path, its message, and what to write instead. */
const wrong: readonly (readonly [what: string, file: object, path: string, message: RegExp, hint: RegExp])[] = [
  ...(
    [
      ['repositoryId', '456789', /^"456789" is not a whole number from 1 to/, /^Write a number without quotes/],
      ['repositoryId', 0, /^0 is not a whole number/, /^Give it 1 to/],
      ['ownerId', 1.5, /^1.5 is not a whole number/, /^Give it 1 to/],
      ['ownerId', Number.MAX_SAFE_INTEGER + 1, /is not a whole number/, /^Give it 1 to/],
    ] as const
  ).map(
    ([key, value, message, hint]) =>
      [
        `${key} of ${JSON.stringify(value)}`,
        { ...base({ ci: { provider: 'github-actions', createProvider: false, [key]: value } }), github: 'acme/shop' },
        `base.ci.${key}`,
        message,
        hint,
      ] as const,
  ),
  ['a project without a name', { ...smallest, project: '' }, 'project', /"" cannot be/, /^Write 1 to 10 lower-case/],
  [
    'the name of a project that is too long',
    { ...smallest, project: 'elevenchars' },
    'project',
    /"elevenchars" cannot be the name of a project/,
    /^Write 1 to 10/,
  ],
  [
    'the name of a service that is too long',
    base({ services: { web: {}, payments: {} } }),
    'base.services.payments',
    /"payments" cannot be the name of a service/,
    /^Write 1 to 7/,
  ],
  [
    'a service without a name',
    base({ services: { web: {}, '': {} } }),
    'base.services.',
    /"" cannot be the name of a service/,
    /^Write 1 to 7/,
  ],
  [
    'an unknown platform',
    web({ platform: 'cobol-85' }),
    'base.services.web.platform',
    /"cobol-85" is not a Beanstalk platform/,
    /'nodejs-22'/,
  ],
  [
    'links in a circle',
    base({ services: { web: { links: ['api'] }, api: { kind: 'internal', links: ['web'] } } }),
    'base.services.web.links',
    /a circle: web → api → web/,
    /^Take one of these links away/,
  ],
  [
    'a link to a service that does not exist',
    web({ links: ['mail'] }),
    'base.services.web.links',
    /"mail" is none of the services \(web\)/,
    /^Name a service/,
  ],
  [
    'a link that stands there twice',
    base({ services: { web: { links: ['api', 'api'] }, api: { kind: 'internal' } } }),
    'base.services.web.links',
    /"api" stands there twice/,
    /^Name each sibling once/,
  ],
  [
    'a single instance with HTTPS',
    preview({ routing: 'single-instance' }),
    'preview.routing',
    /"single-instance" has no https/,
    /scheme to 'http'/,
  ],
  [
    'a host that is no domain',
    { ...smallest, staging: { host: 'localhost' } },
    'staging.host',
    /"localhost" is not a domain name/,
    /^Write lower-case labels/,
  ],
  [
    'properties over 4,096 bytes',
    web({ environment: { A: 'x'.repeat(4096) } }),
    'base.services.web.environment.A',
    /have 4098 bytes, .*Beanstalk allows 4096 together/,
    /^Move long values/,
  ],
  [
    'secrets whose ARNs take over 4,096 bytes',
    web({ secrets: Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`KEY_${index}`, secret])) }),
    'base.services.web.secrets.KEY_0',
    /Beanstalk allows 4096 together/,
    /^Move long values/,
  ],
  [
    'more instances of a preview than the cap',
    preview({ limits: { instances: 1 }, services: { web: { instances: { max: 2 } } } }),
    'preview.services.web.instances.max',
    /2 instances is more than limits allow a preview: 1/,
    /^Choose what limits allow/,
  ],
  [
    'larger instances of the previews of some branches than the cap',
    {
      ...preview({ limits: { instanceTypes: ['t4g.*'] } }),
      branches: [
        { match: 'load/*', because: 'load tests', settings: { services: { web: { instanceType: 'm7g.large' } } } },
      ],
    },
    'branches[0].settings.services.web.instanceType',
    /"m7g.large" is more than limits allow/,
    /^Choose what limits allow/,
  ],
  [
    'a larger database of a preview than the cap',
    preview({ limits: { storageGiB: 20 }, database: { storageGiB: 21 } }),
    'preview.database.storageGiB',
    /21 GiB is more than limits allow a preview: 20/,
    /^Choose what limits allow/,
  ],
  [
    'a snapshot with a user name',
    base({ database: { username: 'shop', snapshot: { id: 'shop-1', credentials } } }),
    'base.database.username',
    /"shop" cannot be the user of a database that starts from a snapshot/,
    /^Remove username/,
  ],
  [
    'previews that are open to others than staging behind the same balancer',
    {
      ...smallest,
      staging: { ...smallest.staging, routing: 'shared-load-balancer' },
      preview: { ...smallest.preview, ...office },
    },
    'preview.access.cidrs',
    /203\.0\.113\.0\/24 differs from 0\.0\.0\.0\/0 of staging/,
    /^Give both the same/,
  ],
  [
    'the previews of some branches that are open to others behind the same balancer',
    { ...smallest, branches: [{ match: 'secret/*', because: 'secret', settings: office }] },
    'branches[0].settings.access.cidrs',
    /203\.0\.113\.0\/24 differs from 0\.0\.0\.0\/0 of preview/,
    /routing 'load-balancer'/,
  ],
  [
    'the previews of some branches behind a shared balancer that no other target has',
    {
      ...preview({ routing: 'load-balancer' }),
      branches: [{ match: 'cheap/*', because: 'cheap', settings: { routing: 'shared-load-balancer' } }],
    },
    'branches[0].settings.routing',
    /"shared-load-balancer" needs a balancer/,
    /^Set preview\.routing/,
  ],
  [
    'a link to a public sibling whose balancer lets in the office only',
    base({ ...office, services: { web: { links: ['admin'] }, admin: {} } }),
    'base.services.web.links',
    /"admin" is public and access\.cidrs \(203\.0\.113\.0\/24\) would keep web out/,
    /^Set services\.admin\.kind to 'internal'/,
  ],
];

test.each(wrong)('%s is refused with path, value and what to write', (_, file, path, message, hint) => {
  expect(fullFaultsOf(file)).toEqual([
    { path, message: expect.stringMatching(message), hint: expect.stringMatching(hint) },
  ]);
});

test('a link to a public sibling is fine behind an open balancer, and from private subnets, whose NAT can be let in', () => {
  const services = { web: { links: ['admin'] }, admin: {} };
  const nat = { network: { vpcId: 'vpc-0a1b2c3d4e5f67890', instanceSubnets: 'private' } };
  expect(fullFaultsOf(base({ services }))).toEqual([]);
  expect(fullFaultsOf(base({ services, ...office, ...nat }))).toEqual([]);
});

test('staging without a section shares nothing with previews', () => {
  const { staging: _, ...file } = smallest;
  const shared = { ...file, base: { ...file.base, routing: 'shared-load-balancer' as const } };
  expect(fullFaultsOf({ ...shared, preview: { ...file.preview, ...office } })).toEqual([]);
});

test('the same networks in another order are the same', () => {
  const [first, second] = ['203.0.113.0/24', '198.51.100.0/24'];
  const file = {
    ...smallest,
    staging: { ...smallest.staging, routing: 'shared-load-balancer', access: { cidrs: [first, second] } },
    preview: { ...smallest.preview, access: { cidrs: [second, first] } },
  };
  expect(fullFaultsOf(file)).toEqual([]);
});
