import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

const local = resolve(__dirname, '..', '..', 'lib', 'local');

const ground = ['http', 'processes', 'state', 'faults', 'specification', 'resource', 'aws-service'];
/** What an AWS service may import besides the ground and itself: the services on which it stands. */
const services: Readonly<Record<string, readonly string[]>> = {
  cloudwatch: [],
  ec2: [],
  iam: [],
  logs: [],
  pricing: [],
  route53: [],
  s3: [],
  sns: [],
  sqs: [],
  elbv2: ['ec2'],
  acm: ['elbv2'],
  rds: ['ec2'],
  elasticache: ['rds'],
  sts: ['iam'],
  'secrets-manager': ['rds'],
  'elastic-beanstalk': ['ec2', 'elbv2', 'iam', 'logs', 's3', 'secrets-manager', 'sqs'],
  lambda: ['elastic-beanstalk', 'logs', 's3', 'sqs'],
  autoscaling: ['elastic-beanstalk', 'elbv2'],
  ssm: ['elastic-beanstalk'],
  cloudformation: ['s3', 'secrets-manager', 'ssm'],
};
/**
 * Folders and files of the embedded endpoint from the ground up. Each may import itself and what stands here, which must stand above it in
 * this list: so nothing imports up, and there is no circle.
 */
const floors: Readonly<Record<string, readonly string[]>> = {
  http: [],
  processes: ['http'],
  state: ['processes'],
  faults: ['http'],
  specification: ['http'],
  resource: ['http'],
  'aws-service': ['http', 'state', 'faults', 'resource'],
  ...Object.fromEntries(Object.entries(services).map(([name, below]) => [name, [...ground, ...below]])),
  services: ['aws-service', 'resource', ...Object.keys(services)],
  'open-cloud-state': ['elastic-beanstalk', 'faults', 'state', 'services'],
  'running-now': ['rds', 'services'],
  hosts: ['services'],
  'start-page': ['cloudformation', 'elastic-beanstalk', 'faults', 'hosts', 'rds', 'services'],
  'count-request': ['elbv2', 'services'],
  router: ['http', 'faults'],
  control: ['http', 'faults', 'running-now', 'services'],
  // The programs of this machine are asked of the services that run them.
  server: [
    'control',
    'count-request',
    'elastic-beanstalk',
    'faults',
    'hosts',
    'http',
    'open-cloud-state',
    'rds',
    'router',
    'services',
    'start-page',
    'state',
  ],
};

const files = readdirSync(local, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => join(local, file));
const floorOf = (file: string) => (relative(local, file).split(sep)[0] ?? '').replace(/\.ts$/, '');
const imports = files.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import|require\()\s*['"](\.[^'"]+)['"]/g)].map((match) => ({
    from: file,
    to: resolve(dirname(file), match[1] ?? ''),
  })),
);

test('every folder and file of the endpoint stands on a floor', () => {
  expect(files.map(floorOf).filter((floor) => !(floor in floors))).toEqual([]);
});

test('each floor names only floors below it', () => {
  const order = Object.keys(floors);
  const wrong = Object.entries(floors).flatMap(([floor, below]) =>
    below.filter((one) => order.indexOf(one) < 0 || order.indexOf(one) >= order.indexOf(floor)),
  );
  expect(wrong).toEqual([]);
});

test('nothing is imported but what the floor names, types counted', () => {
  const breaches = imports
    .filter(({ from, to }) => floorOf(from) !== floorOf(to) && !floors[floorOf(from)]?.includes(floorOf(to)))
    .map(({ from, to }) => `${relative(local, from)} imports ${relative(local, to)}`);
  expect(breaches).toEqual([]);
});

/** What an adder of a service or a type finds without looking: the laws of the names of files. */
test('every service has its entry in the list, and its wire face is in <service>-service.ts', () => {
  const names = files.map((file) => relative(local, file).split(sep).join('/'));
  const listed = [...readFileSync(join(local, 'services.ts'), 'utf8').matchAll(/from '\.\/([\w-]+)\/([\w-]+)'/g)];
  expect(
    listed
      .map(([, folder]) => folder)
      .filter((folder) => folder !== 'resource')
      .sort(),
  ).toEqual(Object.keys(services).sort());
  const without = Object.keys(services).filter(
    (service) => !names.some((name) => name.startsWith(`${service}/`) && name.endsWith(`/${service}-service.ts`)),
  );
  expect(without).toEqual([]);
});

test('resource types are in files named for types', () => {
  const strays = files.filter(
    (file) =>
      /'AWS::\w+::\w+'/.test(readFileSync(file, 'utf8')) && /\bmode:|recordedType/.test(readFileSync(file, 'utf8')),
  );
  expect(strays.map((file) => relative(local, file)).filter((file) => !/types?\.ts$/.test(file))).toEqual([]);
});

test('what decides goes by the clock of the journal, which tests can move', () => {
  const ofTheMachine = {
    'state/file-journal.ts': 'the default of that clock',
    'http/request-log.ts': 'when a real request came',
    'elastic-beanstalk/instance/app-process.ts': 'how long a real process ran',
    'lambda/run/node-runtime.ts': 'how long a real process still has',
    'lambda/run/sandbox.ts': 'the same, as the process is handed it',
    's3/presigned-url.ts': 'a client signs by its own clock, which tests of others cannot move',
  };
  const readers = files.filter((file) => /Date\.now|new Date\(\)/.test(readFileSync(file, 'utf8')));
  expect(readers.map((file) => relative(local, file).split(sep).join('/')).sort()).toEqual(
    Object.keys(ofTheMachine).sort(),
  );
});
