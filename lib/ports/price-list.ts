/** What of AWS's price list is asked for. */
export interface PriceQuery {
  /** AWS's code of the service: `AmazonEC2`. */
  readonly serviceCode: string;
  /** Attributes that must be just so, by name. */
  readonly attributes: Readonly<Record<string, string>>;
  /** What `usagetype` must hold. */
  readonly usage: string;
}

/** A price of a product on demand, from a quantity on. */
export interface ListedPrice {
  /** US dollars, as a decimal. */
  readonly usd: string;
  /** `Hrs`, `GB-Mo`, … */
  readonly unit: string;
  /** The quantity from which it holds: `0`. */
  readonly from: string;
}

/** A product of the price list. */
export interface ListedProduct {
  readonly sku: string;
  readonly usageType: string;
  /** The day on which AWS published this list. */
  readonly published: string;
  readonly prices: readonly ListedPrice[];
}

/** AWS's price list, of every region. */
export interface PriceList {
  products(query: PriceQuery): AsyncIterable<ListedProduct>;
}
