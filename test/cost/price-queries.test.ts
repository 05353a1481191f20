import { knownPrices, knownRegions } from '../../lib/cost/known-prices';
import { type Candidate, choosePrice, type PriceQuestion, priceQuestion } from '../../lib/cost/price-queries';

test('every price of our own tables can be asked for', () => {
  for (const region of knownRegions) {
    for (const [name, { per }] of Object.entries(knownPrices(region).all)) {
      expect({ name, per: priceQuestion(name, region)?.per }).toEqual({ name, per });
    }
  }
});

test.each(['', 'instance', 'instance a b', 'database', 'database oracle db.t3.micro', 'database postgres', 'toString'])(
  '"%s" is no price',
  (name) => {
    expect(priceQuestion(name, 'us-east-1')).toBeUndefined();
  },
);

const question = (name: string) => priceQuestion(name, 'eu-central-1') as PriceQuestion;
const candidate = (usageType: string, ...prices: readonly (readonly [string, string, string?])[]): Candidate => ({
  usageType,
  published: '2026-11-01',
  prices: prices.map(([usd, unit, from = '0']) => ({ usd, unit, from })),
});

test.each(['LoadBalancerUsage', 'EUC1-LoadBalancerUsage', 'EU-LoadBalancerUsage'])(
  'the usage type %s has no prefix, or that of a region',
  (usageType) => {
    expect(choosePrice(question('balancer'), [candidate(usageType, ['0.0270000000', 'Hrs'])])).toEqual({
      usd: '0.027',
      published: '2026-11-01',
      usageType,
    });
  },
);

test('a usage type with more before it is another thing', () => {
  const others = ['EUC1-Outposts-LoadBalancerUsage', 'EUC1-TS-LoadBalancerUsage', 'XLoadBalancerUsage'];
  const found = others.map((usageType) => candidate(usageType, ['0.0270000000', 'Hrs']));
  expect(choosePrice(question('balancer'), found)).toEqual({ because: 'the price list has none' });
});

test('what is free of charge, begins at a larger quantity or is by another unit is left out', () => {
  const prices = [
    ['0.0000000000', 'HostedZone'],
    ['0.5000000000', 'HostedZone'],
    ['0.1000000000', 'HostedZone', '25'],
    ['0.7000000000', 'Hrs'],
  ] as const;
  expect(choosePrice(question('zone'), [candidate('HostedZone', ...prices)])).toMatchObject({ usd: '0.5' });
});

test('one of several prices is never chosen; the same price twice is one', () => {
  const two = [
    candidate('EUC1-BoxUsage:t4g.micro', ['0.0096', 'Hrs']),
    candidate('BoxUsage:t4g.micro', ['0.0106', 'Hrs']),
  ];
  expect(choosePrice(question('instance t4g.micro'), two)).toEqual({ because: 'the price list has 2: 0.0096, 0.0106' });
  const same = [two[0], two[0]].filter((one) => one !== undefined);
  expect(choosePrice(question('instance t4g.micro'), same)).toMatchObject({ usd: '0.0096' });
  expect(choosePrice(question('instance t4g.micro'), [])).toEqual({ because: 'the price list has none' });
});
