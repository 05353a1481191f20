import { openParameters } from '../../../lib/local/ssm/open-parameters';
import { ssmParameter } from '../../../lib/local/ssm/parameter-type';
import { type SmallWorld, smallWorld } from '../small-world';
import { memoryJournal } from '../state/memory-journal';

let small: SmallWorld;
beforeEach(async () => {
  small = smallWorld();
});
afterEach(() => small.close());

test('a parameter is read by its name and by its ARN, and counts its versions', () => {
  const parameters = openParameters({ journal: memoryJournal(), accountId: '123456789012' });
  const options = { type: 'String', region: 'eu-central-1' } as const;
  const { arn } = parameters.put('/shop/zone', 'Z1', options);
  expect(arn).toBe('arn:aws:ssm:eu-central-1:123456789012:parameter/shop/zone');
  expect(parameters.put('/shop/zone', 'Z2', options).version).toBe(2);
  expect([parameters.value('/shop/zone'), parameters.value(arn)]).toEqual(['Z2', 'Z2']);
  expect(() => parameters.value('/shop/none')).toThrow('Parameter /shop/none not found.');
});

test('a parameter of a template is made, changed and deleted with its stack', async () => {
  const { world } = small;
  const properties = { Name: '/shop/zone', Type: 'String', Value: 'Z1' };
  const state = await ssmParameter.create(small.context(), properties);
  expect(state).toMatchObject({ physicalId: '/shop/zone', attributes: { Type: 'String', Value: 'Z1' } });
  await expect(ssmParameter.create(small.context(), properties)).rejects.toThrow('already exists');
  const next = await ssmParameter.update(small.context(), state, { ...properties, Value: 'Z2' }, properties);
  expect([next.attributes.Value, world.parameters.value('/shop/zone')]).toEqual(['Z2', 'Z2']);
  await ssmParameter.delete(small.context(), state, properties);
  expect(world.parameters.list()).toEqual([]);
});
