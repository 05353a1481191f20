import { AwsPriceList } from '../../../lib/aws/account/price-list';
import type { ListedProduct } from '../../../lib/ports/price-list';
import { oddAws } from '../odd-aws';

const aws = oddAws();
const { odd } = aws;

const product = {
  product: { sku: 'S1', attributes: { usagetype: 'EUC1-BoxUsage:t4g.micro' } },
  publicationDate: '2026-11-01T10:00:00Z',
  terms: {
    OnDemand: {
      a: { priceDimensions: { b: { unit: 'Hrs', beginRange: '0', pricePerUnit: { USD: '0.0096000000' } } } },
    },
    Reserved: { c: { priceDimensions: { d: { unit: 'Hrs', pricePerUnit: { USD: '0.001' } } } } },
  },
};

async function found(): Promise<ListedProduct[]> {
  const products: ListedProduct[] = [];
  const list = new AwsPriceList(aws.clients);
  const query = { serviceCode: 'AmazonEC2', attributes: { regionCode: 'eu-central-1' }, usage: 'BoxUsage:t4g.micro' };
  for await (const one of list.products(query)) products.push(one);
  return products;
}

const answers = (...pages: readonly object[]) => {
  let page = 0;
  odd.reply = () => ({ body: JSON.stringify(pages[page++]) });
};

test('products of all pages are read out of their texts, with the prices on demand alone', async () => {
  answers({ PriceList: [JSON.stringify(product)], NextToken: 'n' }, { PriceList: [JSON.stringify(product)] });
  const one = {
    ...{ sku: 'S1', usageType: 'EUC1-BoxUsage:t4g.micro', published: '2026-11-01' },
    prices: [{ usd: '0.0096000000', unit: 'Hrs', from: '0' }],
  };
  expect(await found()).toEqual([one, one]);
});

test.each([
  ['no list', {}],
  ['a product that is no JSON', { PriceList: ['{'] }],
  ['a product without a SKU', { PriceList: ['{}'] }],
  ['a price without dollars', { PriceList: [JSON.stringify(product).replace('USD', 'CNY')] }],
])('an answer with %s is strange, and no price', async (_, body) => {
  answers(body);
  await expect(found()).rejects.toMatchObject({ code: 'aws-answer-strange' });
});
