import { PricingClient, paginateGetProducts } from '@aws-sdk/client-pricing';
import { pricingService } from '../../../lib/local/pricing/pricing-service';
import { type ServedServices, serveServices } from '../serve-services';

let served: ServedServices;
let client: PricingClient;
beforeAll(async () => {
  served = await serveServices(pricingService());
  client = new PricingClient(served.client);
});
afterAll(async () => {
  client.destroy();
  await served.close();
});

const call = (input: object) => served.json('pricing', 'AWSPriceListService.GetProducts', input);
const filter = (Type: string, Field: string, Value: string) => ({ Type, Field, Value });
interface Drawn {
  readonly product: { readonly sku: string; readonly attributes: Readonly<Record<string, string>> };
  readonly terms: { readonly OnDemand: Readonly<Record<string, { readonly priceDimensions: object }>> };
}

async function skus(ServiceCode: string, ...Filters: readonly object[]): Promise<string[]> {
  const { PriceList } = (await call({ ServiceCode, Filters })) as { PriceList: readonly string[] };
  return PriceList.map((text) => (JSON.parse(text) as Drawn).product.sku);
}

test('a product is a text of JSON in the JSON, with its price on demand as a decimal', async () => {
  const { PriceList } = (await call({ ServiceCode: 'AWSELB', MaxResults: 1 })) as { PriceList: readonly string[] };
  const { product, terms } = JSON.parse(PriceList[0] ?? '') as Drawn;
  expect(product).toMatchObject({
    sku: '37CUWUT8GSNQEPUV',
    productFamily: 'Load Balancer-Application',
    attributes: { regionCode: 'us-east-1', usagetype: 'LoadBalancerUsage', servicecode: 'AWSELB' },
  });
  expect(Object.values(terms.OnDemand)[0]?.priceDimensions).toEqual({
    '37CUWUT8GSNQEPUV.JRTCKXETXF.6YS6EN2CT7': expect.objectContaining({
      ...{ unit: 'Hrs', beginRange: '0', endRange: 'Inf', pricePerUnit: { USD: '0.0225000000' } },
    }),
  });
});

test.each([
  ['TERM_MATCH', 'instanceType', 'db.t4g.micro', ['9HPEGXQTDDGH53C9']],
  ['EQUALS', 'deploymentOption', 'Multi-AZ', ['5SY529FVXY3EARD8', 'J7S7KD4WFDNQWKNX']],
  ['CONTAINS', 'usagetype', 'GP3-Storage', ['KYVYY29G957PKY3B', 'J7S7KD4WFDNQWKNX']],
  ['ANY_OF', 'instanceType', 'db.t4g.micro,db.r7g.large', ['9HPEGXQTDDGH53C9']],
  ['NONE_OF', 'instanceType', 'db.t4g.small', ['9HPEGXQTDDGH53C9']],
  ['TERM_MATCH', 'regionCode', 'eu-central-1', []],
  ['TERM_MATCH', 'toString', 'x', []],
])('the filter %s %s %s', async (type, field, value, expected) => {
  expect(await skus('AmazonRDS', filter(type, field, value))).toEqual(expected);
});

test('a real client pages through them', async () => {
  const pages: number[] = [];
  for await (const { PriceList = [] } of paginateGetProducts(
    { client, pageSize: 2 },
    { ServiceCode: 'AmazonRDS', FormatVersion: 'aws_v1' },
  )) {
    pages.push(PriceList.length);
  }
  expect(pages).toEqual([2, 2, 1]);
});

test.each([
  [{ ServiceCode: 'AmazonNothing' }, 'InvalidParameterException'],
  [{}, 'InvalidParameterException'],
  [{ ServiceCode: 'AWSELB', Filters: [filter('LIKE', 'a', 'b')] }, 'InvalidParameterException'],
  [{ ServiceCode: 'AWSELB', NextToken: 'x' }, 'InvalidNextTokenException'],
  [{ ServiceCode: 'AWSELB', MaxResults: 101 }, 'ValidationException'],
])('%j is refused', async (input, code) => {
  expect(await call(input)).toMatchObject({ __type: code });
});
