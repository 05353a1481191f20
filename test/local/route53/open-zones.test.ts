import { openZones } from '../../../lib/local/route53/open-zones';
import type { Zones } from '../../../lib/local/route53/zones';
import { memoryJournal } from '../state/memory-journal';

let zones: Zones;
let zone: string;
beforeEach(() => {
  zones = openZones({ journal: memoryJournal() });
  zone = zones.createZone('acme.dev.');
});

function add(name: string, type: string, ...values: string[]): void {
  zones.createRecord(zone, { name, type, values, alias: false, ttl: 60 });
}

test('a name leads to its address, through aliases and other names', () => {
  add('one.acme.dev', 'A', '127.0.0.1');
  add('two.acme.dev', 'CNAME', 'one.acme.dev');
  zones.createRecord(zone, { name: 'three.acme.dev', type: 'A', values: ['two.acme.dev'], alias: true });
  expect(zones.resolve('THREE.acme.dev.')).toBe('127.0.0.1');
  expect(zones.resolve('four.acme.dev')).toBeUndefined();
});

test('a name that leads out of all zones ends with the name it leads to', () => {
  add('shop.acme.dev', 'CNAME', 'balancer.eu-central-1.elb.amazonaws.com');
  expect(zones.resolve('shop.acme.dev')).toBe('balancer.eu-central-1.elb.amazonaws.com');
});

test('a wildcard stands for names that are not there themselves', () => {
  add('*.preview.acme.dev', 'A', '127.0.0.1');
  add('own.preview.acme.dev', 'A', '127.0.0.2');
  expect(zones.resolve('any.preview.acme.dev')).toBe('127.0.0.1');
  expect(zones.resolve('own.preview.acme.dev')).toBe('127.0.0.2');
  expect(zones.resolve('below.own.preview.acme.dev')).toBeUndefined();
  expect(zones.resolve('preview.acme.dev')).toBeUndefined();
});

test('names that lead in a circle lead nowhere', () => {
  add('one.acme.dev', 'CNAME', 'two.acme.dev');
  add('two.acme.dev', 'CNAME', 'one.acme.dev');
  expect(zones.resolve('one.acme.dev')).toBeUndefined();
});

test('a CNAME tolerates no other record of its name, nor the zone itself', () => {
  add('one.acme.dev', 'A', '127.0.0.1');
  expect(() => add('one.acme.dev', 'CNAME', 'two.acme.dev')).toThrow('conflicts with other records');
  expect(() => add('acme.dev', 'CNAME', 'two.acme.dev')).toThrow('with DNS name acme.dev. is not permitted');
});

test('what was recorded is there when the zones are opened again', () => {
  const journal = memoryJournal();
  const first = openZones({ journal });
  const [localhost] = first.zones();
  first.createRecord(localhost?.id ?? '', {
    name: 'a.localhost',
    type: 'A',
    values: ['127.0.0.1'],
    alias: false,
    ttl: 60,
  });
  const again = openZones({ journal });
  expect(again.zones()).toEqual([localhost]);
  expect(again.resolve('a.localhost')).toBe('127.0.0.1');
});
