import type { Environments } from '../../../lib/ports/environments';

export interface EnvironmentsWorld {
  readonly environments: Environments;
  /** Makes a healthy environment of one instance whose app has written `hello 1` to `hello 9`, and returns its name. */
  launch(): Promise<string>;
  /** Makes another one, with these properties. */
  launchWith(properties: Readonly<Record<string, string>>): Promise<string>;
}

export function describeEnvironmentsContract(name: string, make: () => Promise<EnvironmentsWorld>): void {
  describe(`environments kept by ${name}`, () => {
    test('an environment that was never made is not there, and has no instances and no logs', async () => {
      const { environments } = await make();
      expect(await environments.find('shop-none--web')).toBeUndefined();
      expect(await environments.instances('shop-none--web')).toEqual([]);
      expect(await environments.logs({ environmentName: 'shop-none--web' })).toEqual([]);
    });

    test('a healthy environment is ready and green and gives no cause', async () => {
      const { environments, launch } = await make();
      const environmentName = await launch();
      expect(await environments.find(environmentName)).toMatchObject({
        name: environmentName,
        status: 'Ready',
        health: 'Green',
        causes: [],
      });
    });

    test('its instances have the ids of instances', async () => {
      const { environments, launch } = await make();
      const instances = await environments.instances(await launch());
      expect(instances).toHaveLength(1);
      expect(instances[0]).toMatch(/^i-[0-9a-f]+$/);
    });

    test('events come newest first, from a time on when one is given', async () => {
      const { environments, launch } = await make();
      const environmentName = await launch();
      const events = await environments.events(environmentName);
      expect(events.length).toBeGreaterThan(0);
      const times = events.map((event) => event.at.getTime());
      expect(times).toEqual([...times].sort((one, other) => other - one));
      expect(await environments.events(environmentName, new Date('2126-01-01'))).toEqual([]);
    });

    test('logs come oldest first, the newest of them when there are too many', async () => {
      const { environments, launch } = await make();
      const environmentName = await launch();
      const lines = await environments.logs({ environmentName, limit: 1000 });
      const hellos = lines.filter((line) => line.text.startsWith('hello'));
      expect(hellos.map((line) => line.text)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `hello ${n}`));
      expect(hellos[0]?.source).toBe('web.stdout.log');
      expect(hellos[0]?.instance).toBe((await environments.instances(environmentName))[0]);
      expect(await environments.logs({ environmentName, limit: 2 })).toEqual(lines.slice(-2));
      expect(await environments.logs({ environmentName, since: new Date('2126-01-01') })).toEqual([]);
    });

    test('properties are known by name and kind, and those that are named are removed', async () => {
      const { environments, launchWith } = await make();
      const environmentName = await launchWith({ KEEP: 'value-1', OLD_FLAG: 'value-2' });
      const names = async () => (await environments.properties(environmentName)).map(({ name }) => name).sort();
      expect(await environments.properties(environmentName)).toContainEqual({ name: 'OLD_FLAG', secret: false });
      expect(JSON.stringify(await environments.properties(environmentName))).not.toContain('value-');
      expect(await names()).toEqual(['KEEP', 'OLD_FLAG']);
      await environments.removeProperties(environmentName, [{ name: 'OLD_FLAG', secret: false }]);
      expect(await names()).toEqual(['KEEP']);
      expect(await environments.properties('shop-none--web')).toEqual([]);
    });

    test('a friendly name stands for the ARN of a platform, and an ARN for itself', async () => {
      const { environments } = await make();
      const arn = await environments.platformArn('nodejs-22');
      expect(arn).toMatch(/^arn:aws:elasticbeanstalk:[a-z0-9-]+::platform\/.+\/[0-9.]+$/);
      expect(await environments.platformArn(arn)).toBe(arn);
    });

    test('a platform that Beanstalk does not have is the fault of the user', async () => {
      const { environments } = await make();
      const asking = environments.platformArn('cobol-60');
      await expect(asking).rejects.toMatchObject({ code: 'platform-unknown', fault: 'user' });
    });
  });
}
