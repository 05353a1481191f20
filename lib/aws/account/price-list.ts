import { GetProductsCommand } from '@aws-sdk/client-pricing';
import type { ListedPrice, ListedProduct, PriceList, PriceQuery } from '../../ports/price-list';
import type { AwsClients } from '../clients';
import { requireField, send } from '../send';

const action = 'pricing:GetProducts';

/** The price list that AWS's Price List API gives. */
export class AwsPriceList implements PriceList {
  constructor(private readonly clients: AwsClients) {}

  async *products({ serviceCode, attributes, usage }: PriceQuery): AsyncIterable<ListedProduct> {
    let token: string | undefined;
    do {
      const answer = await send(action, () =>
        this.clients.pricing.send(
          new GetProductsCommand({
            ServiceCode: serviceCode,
            FormatVersion: 'aws_v1',
            MaxResults: 100,
            Filters: [
              ...Object.entries(attributes).map(([Field, Value]) => ({ Type: 'TERM_MATCH' as const, Field, Value })),
              { Type: 'CONTAINS', Field: 'usagetype', Value: usage },
            ],
            ...(token !== undefined && { NextToken: token }),
          }),
        ),
      );
      for (const text of requireField(answer.PriceList, 'PriceList', action)) yield productOf(String(text));
      token = answer.NextToken;
    } while (token);
  }
}

interface Document {
  readonly product?: { readonly sku?: string; readonly attributes?: { readonly usagetype?: string } };
  readonly publicationDate?: string;
  readonly terms?: { readonly OnDemand?: Readonly<Record<string, Term>> };
}

interface Term {
  readonly priceDimensions?: Readonly<Record<string, Dimension>>;
}

interface Dimension {
  readonly unit?: string;
  readonly beginRange?: string;
  readonly pricePerUnit?: { readonly USD?: string };
}

/** A product is a text of JSON inside the JSON. */
function productOf(text: string): ListedProduct {
  const { product, publicationDate, terms } = read(text) ?? {};
  const dimensions = Object.values(terms?.OnDemand ?? {}).flatMap((term) => Object.values(term.priceDimensions ?? {}));
  return {
    sku: requireField(product?.sku, 'product.sku', action),
    usageType: requireField(product?.attributes?.usagetype, 'product.attributes.usagetype', action),
    published: requireField(publicationDate, 'publicationDate', action).slice(0, 10),
    prices: dimensions.map(
      ({ unit, beginRange = '0', pricePerUnit }): ListedPrice => ({
        usd: requireField(pricePerUnit?.USD, 'pricePerUnit.USD', action),
        unit: requireField(unit, 'unit', action),
        from: beginRange,
      }),
    ),
  };
}

function read(text: string): Document | undefined {
  try {
    return JSON.parse(text) as Document;
  } catch {
    return undefined;
  }
}
