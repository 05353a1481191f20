import { route53HostedZone } from '../../../lib/local/route53/hosted-zone-type';
import { route53RecordSet } from '../../../lib/local/route53/record-set-type';
import { type SmallWorld, smallWorld } from '../small-world';

let small: SmallWorld;
beforeEach(async () => {
  small = smallWorld();
});
afterEach(() => small.close());

const record = {
  HostedZoneName: 'localhost.',
  Name: 'login.preview.localhost',
  Type: 'A',
  TTL: '60',
  ResourceRecords: ['127.0.0.1'],
};

test('a record makes its name known, and its deletion makes it unknown again', async () => {
  const state = await route53RecordSet.create(small.context(), record);
  expect(state.physicalId).toBe('login.preview.localhost');
  expect(small.world.zones.resolve('login.preview.localhost')).toBe('127.0.0.1');
  await route53RecordSet.delete(small.context(), state, record);
  expect(small.world.zones.resolve('login.preview.localhost')).toBeUndefined();
});

test('a name that exists already is refused in the words of Route 53', async () => {
  await route53RecordSet.create(small.context(), record);
  await expect(route53RecordSet.create(small.context(), record)).rejects.toThrow(
    "[Tried to create resource record set [name='login.preview.localhost.', type='A'] but it already exists]",
  );
});

test.each([
  ['outside its zone', { Name: 'login.example.com' }, 'is not permitted in zone localhost.'],
  ['without a TTL', { TTL: undefined }, "Missing field 'TTL'"],
  ['whose value is no address', { ResourceRecords: ['not-an-address'] }, 'Value is not a valid IPv4 address'],
  ['with a label of 64 characters', { Name: `${'a'.repeat(64)}.localhost` }, 'DomainLabelTooLong'],
  ['in a zone that does not exist', { HostedZoneName: 'none.' }, 'No hosted zones named none. found'],
  ['that is weighted', { Weight: 10, SetIdentifier: 'one' }, 'routes no record by Weight'],
])('a record %s is refused', async (_what, change, message) => {
  await expect(route53RecordSet.create(small.context(), { ...record, ...change })).rejects.toThrow(message);
});

test('an update changes the values, and the type, in place', async () => {
  const state = await route53RecordSet.create(small.context(), record);
  const moved = { ...record, ResourceRecords: ['127.0.0.2'] };
  await route53RecordSet.update(small.context(), state, moved, record);
  expect(small.world.zones.resolve(state.physicalId)).toBe('127.0.0.2');
  const alias = { ...record, Type: 'CNAME', ResourceRecords: ['balancer.example.com'] };
  await route53RecordSet.update(small.context(), state, alias, moved);
  expect(small.world.zones.resolve(state.physicalId)).toBe('balancer.example.com');
});

test('a zone can be deleted once its records are gone', async () => {
  const zone = await route53HostedZone.create(small.context('Zone'), { Name: 'preview.acme.dev' });
  expect(zone.attributes.NameServers).toHaveLength(2);
  const inZone = { ...record, HostedZoneName: undefined, HostedZoneId: zone.physicalId, Name: 'a.preview.acme.dev' };
  const state = await route53RecordSet.create(small.context(), inZone);
  await expect(route53HostedZone.delete(small.context('Zone'), zone, {})).rejects.toThrow('cannot be deleted');
  await route53RecordSet.delete(small.context(), state, inZone);
  await route53HostedZone.delete(small.context('Zone'), zone, {});
  expect(small.world.zones.zones().map(({ name }) => name)).toEqual(['localhost']);
});
