import { type AppWorld, never, openAppWorld, optionsOf, requestFor, until } from './app-world';

const workerSource = `
const http = require('node:http');
http.createServer((asked, answer) => {
  let body = '';
  asked.on('data', (text) => { body += text; }).on('end', () => {
    if (asked.method === 'POST') console.log('took ' + body + ' from ' + asked.url + ' as ' + asked.headers['x-aws-sqsd-msgid']);
    answer.statusCode = asked.method === 'GET' ? 404 : body === 'poison' || body === 'slow' ? 500 : 200;
    setTimeout(() => answer.end(), body === 'slow' ? 150 : 0);
  });
}).listen(process.env.PORT, '127.0.0.1');
`;
const files = {
  Procfile: 'web: node worker.js\nbeat: node beat.js\n',
  'worker.js': workerSource,
  'beat.js': "setInterval(() => console.log('beat'), 50)",
};
const sqsd = (name: string) => `aws:elasticbeanstalk:sqsd/${name}`;

let world: AppWorld;
beforeAll(async () => {
  world = await openAppWorld();
  await world.version('v1', files);
  await world.version('web');
});
afterAll(() => world.close());

function queueFor(name: string, attempts = 2) {
  const { region } = world;
  const dead = world.queues.create({ name: `${name}-dead`, region });
  const redrive = JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: attempts });
  return { dead, queue: world.queues.create({ name, region, attributes: { RedrivePolicy: redrive } }) };
}

function worker(name: string, values: Readonly<Record<string, string>>) {
  const request = requestFor(name, { 'aws:elasticbeanstalk:environment/EnvironmentType': 'LoadBalanced', ...values });
  return world.beanstalk.createEnvironment({ ...request, tier: 'Worker' }, never);
}

const logOf = (environment: string) => world.beanstalk.instances(environment)[0]?.tail() ?? '';

describe('a worker', () => {
  test('is handed each message of its queue, which is gone when the app answers 200', async () => {
    const { queue } = queueFor('jobs');
    await worker('jobs', { [sqsd('WorkerQueueURL')]: queue.url, [sqsd('HttpPath')]: '/work' });
    const id = world.queues.send(queue.name, 'hello');
    await until(() => logOf('jobs').includes(`took hello from /work as ${id}`));
    await until(() => world.queues.counts(queue.name).hidden === 0);
    expect(world.queues.counts(queue.name)).toEqual({ visible: 0, hidden: 0, delayed: 0 });
  });

  test('is green though its app answers no health path', () => {
    expect(world.beanstalk.environment('jobs')?.health.colour).toBe('Green');
  });

  test('runs what its Procfile names besides web, with a log of its own', async () => {
    await until(() => logOf('jobs').includes('/var/log/beat.stdout.log'));
    expect(logOf('jobs')).toContain('beat');
  });

  test('loses no message that fails: it is tried again, and then moved aside', async () => {
    const { queue, dead } = queueFor('poisoned');
    await worker('poisoned', { [sqsd('WorkerQueueURL')]: queue.url, [sqsd('ErrorVisibilityTimeout')]: '0' });
    world.queues.send(queue.name, 'poison');
    await until(() => world.queues.counts(dead.name).visible === 1);
    expect(world.queues.counts(queue.name)).toEqual({ visible: 0, hidden: 0, delayed: 0 });
    expect(logOf('poisoned')).toContain('answered 500 (attempt 2)');
  });

  test('goes on after a path that no request can carry, and after a purge of what its app has', async () => {
    const { queue } = queueFor('odd');
    await worker('odd-path', { [sqsd('WorkerQueueURL')]: queue.url, [sqsd('HttpPath')]: '/a b' });
    world.queues.send(queue.name, 'hello');
    await until(() => logOf('odd-path').includes('failed: Request path contains unescaped characters'));
    const { queue: purged } = queueFor('purged');
    await worker('purged', { [sqsd('WorkerQueueURL')]: purged.url });
    world.queues.send(purged.name, 'slow');
    await until(() => world.queues.counts(purged.name).hidden === 1);
    world.queues.purge(purged.name);
    await until(() => logOf('purged').includes('The input receipt handle is invalid.'));
    world.queues.send(purged.name, 'after');
    await until(() => logOf('purged').includes('took after'));
  });

  test('is refused without a queue that exists', async () => {
    await expect(worker('none', {})).rejects.toThrow('name one in WorkerQueueURL');
    await expect(worker('none', { [sqsd('WorkerQueueURL')]: 'http://x/1/absent' })).rejects.toThrow('does not exist');
  });

  test('takes nothing any more once it is terminated', async () => {
    await world.beanstalk.terminateEnvironment('jobs');
    world.queues.send('jobs', 'late');
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(world.queues.counts('jobs').visible).toBe(1);
  });
});

describe('an environment behind an internal balancer', () => {
  test('is reached by siblings at its address, and by no one once it is gone', async () => {
    const { subnetId: first } = world.network.subnets()[0] ?? {};
    const { subnetId: second } = world.network.subnets()[1] ?? {};
    const options = {
      'aws:elasticbeanstalk:environment/EnvironmentType': 'LoadBalanced',
      'aws:elasticbeanstalk:environment/LoadBalancerType': 'application',
      'aws:ec2:vpc/ELBScheme': 'internal',
      'aws:ec2:vpc/ELBSubnets': `${first},${second}`,
    };
    const request = { ...requestFor('inner', options), versionLabel: 'web' };
    const { endpointUrl } = await world.beanstalk.createEnvironment(request, never);
    expect(endpointUrl).toMatch(/^127\.0\.0\.1:\d+$/);
    const answer = (await (await fetch(`http://${endpointUrl}/`)).json()) as { pid: number };
    expect(answer.pid).toBeGreaterThan(1);
    const port = [...optionsOf({ 'aws:elasticbeanstalk:application:environment/COLOUR': 'blue' })];
    await world.beanstalk.updateEnvironment('inner', { options: port }, never);
    const changed = (await (await fetch(`http://${endpointUrl}/`)).json()) as { env: Record<string, string> };
    expect(changed.env.COLOUR).toBe('blue');
    await world.beanstalk.terminateEnvironment('inner');
    await expect(fetch(`http://${endpointUrl}/`)).rejects.toThrow();
  });
});
