import { PreviewError } from '../../lib/errors';
import type { PropertyName } from '../../lib/ports/environments';
import type { DeepPartial, ServiceSettings } from '../../lib/settings/settings';
import { DeployWorld, failure, names } from './deploy-world';

const environmentName = names.environmentName('web');
const arn = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:key-AbCdEf';
const plain = (name: string): PropertyName => ({ name, secret: false });

/** A world in which CloudFormation gives an environment the properties of its template, and keeps those that are gone from it. */
class PropertiesWorld extends DeployWorld {
  constructor() {
    super();
    const { onSettled } = this.stacks;
    this.stacks.onSettled = (stack) => {
      onSettled(stack);
      const { Resources } = JSON.parse(this.stacks.changes.at(-1)?.template.body ?? '{}');
      for (const { Properties } of Object.values<{ Properties?: Settings }>(Resources)) {
        for (const { Namespace, OptionName } of Properties?.OptionSettings ?? []) {
          if (!Namespace.startsWith('aws:elasticbeanstalk:application:')) continue;
          const secret = Namespace.endsWith('secrets');
          this.environments.addProperties(Properties?.EnvironmentName ?? '', { name: OptionName, secret });
        }
      }
    };
  }

  with(web: DeepPartial<ServiceSettings>): this {
    this.settings = { services: { web } };
    return this;
  }

  async has(): Promise<string[]> {
    const properties = await this.environments.properties(environmentName);
    const own = properties.filter(({ name }) => name !== 'PREVIEW_STACKS_COMMIT');
    return own.map(({ name, secret }) => (secret ? `secret ${name}` : name)).sort();
  }

  warnings(): string[] {
    return this.events.flatMap((event) => (event.kind === 'warned' ? [event.message] : []));
  }
}

interface Settings {
  readonly EnvironmentName: string;
  readonly OptionSettings: readonly { readonly Namespace: string; readonly OptionName: string }[];
}

/** Deployed with OLD_FLAG, then deployed without it by `change`. */
async function deployedWithFlag(): Promise<PropertiesWorld> {
  const world = new PropertiesWorld().with({ environment: { KEEP: '1', OLD_FLAG: 'on' } });
  await world.deploy();
  return world.with({ environment: { KEEP: '1' } });
}

test('D01 a property that settings no longer name is gone, before health is judged', async () => {
  const world = await deployedWithFlag();
  expect(await world.deploy()).toMatchObject({ kind: 'deployed', operation: 'updated' });
  expect(await world.has()).toEqual(['KEEP']);
  expect(world.environments.removals).toEqual([{ environmentName, names: [plain('OLD_FLAG')] }]);
  expect(world.steps().indexOf('properties')).toBeGreaterThan(world.steps().lastIndexOf('stack') - 1);
  expect(world.steps().indexOf('properties')).toBeLessThan(world.steps().lastIndexOf('health'));
  expect(await world.record()).not.toHaveProperty('dropped');
  expect(world.warnings()).toEqual([]);
});

test('D01 nothing is asked for where CloudFormation has removed it, or where nothing was dropped', async () => {
  const world = await deployedWithFlag();
  const { onSettled } = world.stacks;
  world.stacks.onSettled = (stack) => {
    onSettled(stack);
    void world.environments.removeProperties(environmentName, [plain('OLD_FLAG')]);
  };
  await world.deploy();
  await world.deploy();
  expect(world.environments.removals.filter(({ names: all }) => all.length === 0)).toEqual([]);
  expect(world.environments.removals).toHaveLength(1);
  expect(world.warnings()).toEqual([]);
});

test('a property that was set by hand stays', async () => {
  const world = await deployedWithFlag();
  world.environments.addProperties(environmentName, plain('BY_HAND'));
  await world.deploy();
  expect(await world.has()).toEqual(['BY_HAND', 'KEEP']);
});

test('D02 a value that moved to secrets leaves no plain copy, and the last word is to rotate it', async () => {
  const world = new PropertiesWorld();
  const production = { kind: 'production' } as const;
  const environment = 'shop-production--web';
  world.production = { services: { web: { environment: { API_KEY: 'old-plain-key' } } } };
  await world.deploy(production);
  world.production = { services: { web: { secrets: { API_KEY: arn } } } };
  await world.deploy(production);
  const left = await world.environments.properties(environment);
  expect(left.filter(({ name }) => name === 'API_KEY')).toEqual([{ name: 'API_KEY', secret: true }]);
  expect(world.warnings()).toEqual([
    `API_KEY of ${environment} was a plain value, readable with the right to describe the environment: rotate it`,
  ]);
  expect(world.events.at(-1)?.kind).toBe('warned');
  expect(JSON.stringify(world.events)).not.toContain('old-plain-key');
  await world.deploy(production);
  expect(world.warnings()).toHaveLength(1);
});

test('D01 a deploy that breaks off after the update leaves the removal to the next one, though its template is the same', async () => {
  const world = await deployedWithFlag();
  world.environments.faults.fail('properties', new Error('the machine went down'));
  await failure(world.deploy());
  expect(await world.record()).toMatchObject({ dropped: { [environmentName]: ['plain OLD_FLAG'] } });
  expect(await world.deploy()).toMatchObject({ kind: 'deployed', operation: 'unchanged' });
  expect(await world.has()).toEqual(['KEEP']);
  expect(await world.record()).not.toHaveProperty('dropped');
});

test('D01 a property that comes back after an update that failed is not removed', async () => {
  const world = await deployedWithFlag();
  world.stacks.failOperation(names.stackName, { operation: 'update' });
  expect(await failure(world.deploy())).toMatchObject({ code: 'stack-failed' });
  world.with({ environment: { KEEP: '1', OLD_FLAG: 'again', MORE: '2' } });
  await world.deploy();
  expect(await world.has()).toEqual(['KEEP', 'MORE', 'OLD_FLAG']);
  expect(world.environments.removals).toEqual([]);
  expect(await world.record()).not.toHaveProperty('dropped');
});

test('T15 an environment that is not Ready is waited for', async () => {
  const world = await deployedWithFlag();
  const busy = new PreviewError('environment-not-ready', 'Must be Ready', { fault: 'world' });
  world.environments.faults.fail('removeProperties', busy, { times: 3 });
  world.environments.faults.fail('find', new PreviewError('throttled', 'too many', { fault: 'world' }), { times: 2 });
  await world.deploy();
  expect(await world.has()).toEqual(['KEEP']);
  expect(world.warnings()).toEqual([]);
});

test('D01 a removal that AWS refuses fails no deploy: it warns with the reason and the way by hand, until it is done', async () => {
  const world = await deployedWithFlag();
  const refusal = new PreviewError('access-denied', 'AWS refuses elasticbeanstalk:UpdateEnvironment', {
    fault: 'world',
  });
  world.environments.faults.fail('removeProperties', refusal);
  expect(await world.deploy()).toMatchObject({ kind: 'deployed' });
  expect(world.warnings()).toEqual([
    `settings no longer name OLD_FLAG, and ${environmentName} still has it (AWS refuses elasticbeanstalk:UpdateEnvironment). The next ` +
      `deploy tries again; by hand: aws elasticbeanstalk update-environment --environment-name '${environmentName}' --options-to-remove ` +
      "'Namespace=aws:elasticbeanstalk:application:environment,OptionName=OLD_FLAG'",
  ]);
  expect(await world.record()).toMatchObject({ dropped: { [environmentName]: ['plain OLD_FLAG'] } });
  await world.deploy();
  expect(await world.has()).toEqual(['KEEP']);
});

test('D01 where nothing can be read, nothing is taken for gone', async () => {
  const world = await deployedWithFlag();
  const refusal = new PreviewError('access-denied', 'no right to look', { fault: 'world' });
  world.environments.faults.fail('properties', refusal, { times: Number.POSITIVE_INFINITY });
  expect(await world.deploy()).toMatchObject({ kind: 'deployed' });
  expect(world.warnings()[0]).toContain('(no right to look)');
  expect(await world.record()).toMatchObject({ dropped: { [environmentName]: ['plain OLD_FLAG'] } });
});

test('D01 each service loses its own properties only', async () => {
  const world = new PropertiesWorld();
  const jobs = names.environmentName('jobs');
  world.settings = {
    services: { web: { environment: { A: '1', B: '1' } }, jobs: { kind: 'worker', environment: { A: '1', B: '1' } } },
  };
  world.stacks.outputsOf = () => ({ Version: 'v', VersionJobs: 'v' });
  world.environments.script(environmentName, { versionLabel: 'v' });
  const { onSettled } = world.stacks;
  world.stacks.onSettled = (stack) => {
    onSettled(stack);
    world.environments.script(environmentName, { versionLabel: 'v' });
    world.environments.script(jobs, { versionLabel: 'v' });
  };
  await world.deploy();
  world.settings = {
    services: { web: { environment: { A: '1' } }, jobs: { kind: 'worker', environment: { B: '1' } } },
  };
  await world.deploy();
  expect(world.environments.removals).toEqual([
    { environmentName, names: [plain('B')] },
    { environmentName: jobs, names: [plain('A')] },
  ]);
});

const busy = new PreviewError('environment-not-ready', 'Must be Ready', { fault: 'world' });

test.each(['before', 'after'])(
  'a property that another deploy names again %s the look is not removed',
  async (order) => {
    const world = await deployedWithFlag();
    const original = world.environments.removeProperties.bind(world.environments);
    const back = () => world.with({ environment: { KEEP: '1', OLD_FLAG: 'again' } }).deploy();
    let other: Promise<unknown> | undefined;
    if (order === 'before') {
      const look = world.environments.properties.bind(world.environments);
      world.environments.properties = async (name) => {
        const seen = await look(name);
        if (other !== undefined) return seen;
        other = back();
        await other;
        return seen;
      };
    } else {
      world.environments.removeProperties = async (name, gone) => {
        if (other !== undefined) return original(name, gone);
        other = back();
        await other;
        throw busy;
      };
    }
    await world.deploy().catch(() => undefined);
    expect(other).toBeDefined();
    expect(await world.has()).toEqual(['KEEP', 'OLD_FLAG']);
    expect(world.environments.removals).toEqual([]);
  },
);
