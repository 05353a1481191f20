import type { SettingsSource } from '../../../lib/ports/settings-source';

/** @param make a source that holds this JSON; none when undefined */
export function describeSettingsSourceContract(name: string, make: (text: string | undefined) => SettingsSource): void {
  describe(`settings kept by ${name}`, () => {
    test('are given as they are, with a name to find them by', async () => {
      const loaded = await make('{"project":"shop","unknown":1}').load();
      expect(loaded.value).toEqual({ project: 'shop', unknown: 1 });
      expect(loaded.name).toMatch(/preview-stacks\.config\.json$/);
    });

    test('are read anew: a change of what was given changes nothing', async () => {
      const source = make('{"project":"shop"}');
      Object.assign((await source.load()).value as object, { project: 'changed' });
      expect((await source.load()).value).toEqual({ project: 'shop' });
    });

    test('that are missing are a fault of the user', async () => {
      await expect(make(undefined).load()).rejects.toMatchObject({ code: 'settings-missing', fault: 'user' });
    });

    test('that cannot be read are a fault of the user, with the place', async () => {
      const source = make('{\n  "project": shop\n}');
      await expect(source.load()).rejects.toMatchObject({ code: 'settings-unreadable', fault: 'user' });
      await expect(source.load()).rejects.toThrow('preview-stacks.config.json');
    });
  });
}
