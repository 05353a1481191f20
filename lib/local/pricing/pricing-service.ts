import { AwsError } from '../http/aws-error';
import { type JsonInput, jsonService } from '../http/json-service';
import { pageAsked } from '../http/page';
import type { Service } from '../http/service';
import { type Product, products, serviceCodes } from './products';

/** The region of the products; those of Route 53 are in none. */
const region = 'us-east-1';

/** The Price List API: a few products of us-east-1, for `prices --refresh`. It keeps nothing. */
export function pricingService(): Service {
  return jsonService({
    scopes: ['pricing'],
    input: {
      ServiceCode: 'text',
      Filters: [{ Type: 'text', Field: 'text', Value: 'text' }],
      FormatVersion: 'text',
      NextToken: 'text',
      MaxResults: 'number',
    },
    operations: {
      GetProducts(input) {
        const serviceCode = String(input.ServiceCode ?? '');
        if (!serviceCodes.has(serviceCode)) {
          throw new AwsError('InvalidParameterException', `Service code "${serviceCode}" has no products here.`);
        }
        const filters = filtersOf(input);
        const found = products.filter(
          (product) => product.serviceCode === serviceCode && filters.every((filter) => matches(product, filter)),
        );
        const text = (name: string) => (input[name] === undefined ? undefined : String(input[name]));
        const { items, next } = pageAsked(
          found,
          { text },
          {
            ...{ token: 'NextToken', size: 'MaxResults', sizes: [1, 100] },
            ...{ invalidToken: 'InvalidNextTokenException', invalidSize: 'ValidationException' },
          },
        );
        return {
          FormatVersion: text('FormatVersion') ?? 'aws_v1',
          // Each product is a text of JSON.
          PriceList: items.map((product) => JSON.stringify(drawn(product))),
          NextToken: next,
        };
      },
    },
  });
}

interface Filter {
  readonly type: string;
  readonly field: string;
  readonly value: string;
}

const types: Readonly<Record<string, (value: string, asked: string) => boolean>> = {
  TERM_MATCH: (value, asked) => value === asked,
  EQUALS: (value, asked) => value === asked,
  CONTAINS: (value, asked) => value.includes(asked),
  ANY_OF: (value, asked) => asked.split(',').includes(value),
  NONE_OF: (value, asked) => !asked.split(',').includes(value),
};

function filtersOf({ Filters }: JsonInput): readonly Filter[] {
  const all: readonly unknown[] = Array.isArray(Filters) ? Filters : [];
  return all.map((one) => {
    const { Type, Field, Value } = one as Readonly<Record<string, unknown>>;
    const filter = { type: String(Type ?? ''), field: String(Field ?? ''), value: String(Value ?? '') };
    if (!Object.hasOwn(types, filter.type)) {
      throw new AwsError('InvalidParameterException', `Filter type "${filter.type}" is not valid.`);
    }
    return filter;
  });
}

function matches(product: Product, { type, field, value }: Filter): boolean {
  const { attributes } = drawn(product).product;
  const all: Readonly<Record<string, string>> = { ...attributes, productFamily: product.productFamily };
  return Object.hasOwn(all, field) && (types[type]?.(all[field] ?? '', value) ?? false);
}

/** As AWS writes a product (AWS billing guide, "Reading the price list", read in November 2026). */
function drawn({ serviceCode, sku, productFamily, attributes, unit, usd, description, publicationDate }: Product) {
  const term = `${sku}.JRTCKXETXF`;
  const rate = `${term}.6YS6EN2CT7`;
  const place: Readonly<Record<string, string>> =
    serviceCode === 'AmazonRoute53' ? {} : { regionCode: region, location: 'US East (N. Virginia)' };
  return {
    product: { productFamily, attributes: { servicecode: serviceCode, ...place, ...attributes }, sku },
    serviceCode,
    terms: {
      OnDemand: {
        [term]: {
          priceDimensions: {
            [rate]: {
              ...{ unit, description, rateCode: rate, beginRange: '0', endRange: 'Inf', appliesTo: [] },
              pricePerUnit: { USD: usd },
            },
          },
          ...{ sku, offerTermCode: 'JRTCKXETXF', effectiveDate: publicationDate, termAttributes: {} },
        },
      },
    },
    publicationDate,
  };
}
