import { readOwnership } from '../../../lib/naming/ownership-tags';
import { applicationNames, namesOf } from '../../../lib/naming/resource-names';
import type { Synthesizer } from '../../../lib/ports/synthesizer';
import { applicationInput, environmentInput, preview, staging } from '../../constructs/inputs';

export function describeSynthesizerContract(name: string, make: () => Synthesizer): void {
  describe(`a synthesizer kept by ${name}`, () => {
    test('a template of an environment is JSON and has the name of its stack', async () => {
      const { stackName, body } = await make().environment(environmentInput(preview));
      expect(stackName).toBe(namesOf('shop', preview).stackName);
      expect(Object.keys(JSON.parse(body).Resources).length).toBeGreaterThan(0);
    });

    test('its tags say whose it is', async () => {
      const { tags } = await make().environment(environmentInput(preview));
      expect(readOwnership(tags)).toMatchObject({ project: 'shop', targetKind: 'preview', branch: 'feature/login' });
    });

    test('equal input makes an equal template, another commit another one', async () => {
      const synthesizer = make();
      const input = environmentInput(preview);
      const first = await synthesizer.environment(input);
      expect(await synthesizer.environment(input)).toEqual(first);
      expect((await synthesizer.environment({ ...input, commit: 'f'.repeat(40) })).body).not.toBe(first.body);
    });

    test('an application stack has the name that deploy looks for', async () => {
      const { stackName } = await make().application(applicationInput(staging));
      expect(stackName).toBe(applicationNames('shop', 'staging').stackName);
    });
  });
}
