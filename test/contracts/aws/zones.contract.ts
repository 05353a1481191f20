import type { Zones } from '../../../lib/ports/zones';

export interface ZonesWorld {
  readonly zones: Zones;
  /** Makes a public hosted zone and returns its id. */
  addZone(name: string): Promise<string>;
}

export function describeZonesContract(name: string, make: () => Promise<ZonesWorld>): void {
  describe(`zones kept by ${name}`, () => {
    test('a zone is known by its id, its name without the dot at the end', async () => {
      const { zones, addZone } = await make();
      const id = await addZone('acme.dev');
      expect(await zones.zone(id)).toEqual({ id, name: 'acme.dev', public: true });
    });

    test('one that does not exist is none', async () => {
      expect(await (await make()).zones.zone('Z0NOWHERE')).toBeUndefined();
    });
  });
}
