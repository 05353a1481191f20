import type { Per } from './money';

/** How one price is asked of AWS's price list. */
export interface PriceQuestion {
  readonly serviceCode: string;
  /** Attributes that must be just so. */
  readonly attributes: Readonly<Record<string, string>>;
  /** What the usage type is, behind the prefix of its region. */
  readonly usage: string;
  readonly per: Per;
}

const engines: Readonly<Record<string, string>> = { postgres: 'PostgreSQL', mysql: 'MySQL', mariadb: 'MariaDB' };

/**
 * The question for a price of price-names.ts in a region. Attributes are matched, and of the usage type only the end: prefixes of regions
 * (`EUC1-`) follow no rule, and us-east-1 mostly has none. Undefined for a name that is none.
 */
export function priceQuestion(name: string, region: string): PriceQuestion | undefined {
  const here = { regionCode: region };
  const instance = /^instance (\S+)$/.exec(name)?.[1];
  if (instance !== undefined) {
    return {
      serviceCode: 'AmazonEC2',
      attributes: {
        ...here,
        productFamily: 'Compute Instance',
        instanceType: instance,
        operatingSystem: 'Linux',
        tenancy: 'Shared',
        preInstalledSw: 'NA',
        capacitystatus: 'Used',
        licenseModel: 'No License required',
      },
      usage: `BoxUsage:${instance}`,
      per: 'hour',
    };
  }
  const [, disk, engine = '', type = '', multi] =
    /^database (?:(disk) )?(\w+)(?: (db\.\S+))?( multi-az)?$/.exec(name) ?? [];
  if (Object.hasOwn(engines, engine) && (disk !== undefined) === (type === '')) {
    const attributes = {
      ...here,
      databaseEngine: engines[engine] ?? '',
      deploymentOption: multi ? 'Multi-AZ' : 'Single-AZ',
    };
    return disk
      ? {
          serviceCode: 'AmazonRDS',
          attributes: { ...attributes, productFamily: 'Database Storage' },
          usage: multi ? 'RDS:Multi-AZ-GP3-Storage' : 'RDS:GP3-Storage',
          per: 'month',
        }
      : {
          serviceCode: 'AmazonRDS',
          attributes: { ...attributes, productFamily: 'Database Instance', instanceType: type },
          usage: `${multi ? 'Multi-AZUsage' : 'InstanceUsage'}:${type}`,
          per: 'hour',
        };
  }
  return Object.hasOwn(others, name) ? others[name]?.(here) : undefined;
}

const others: Readonly<Record<string, (here: { readonly regionCode: string }) => PriceQuestion>> = {
  address: (here) => ({
    serviceCode: 'AmazonVPC',
    attributes: here,
    usage: 'PublicIPv4:InUseAddress',
    per: 'hour',
  }),
  'disk gp3': (here) => ({
    serviceCode: 'AmazonEC2',
    attributes: { ...here, productFamily: 'Storage', volumeApiName: 'gp3' },
    usage: 'EBS:VolumeUsage.gp3',
    per: 'month',
  }),
  secret: (here) => ({
    serviceCode: 'AWSSecretsManager',
    attributes: here,
    usage: 'AWSSecretsManager-Secrets',
    per: 'month',
  }),
  balancer: (here) => ({
    serviceCode: 'AWSELB',
    attributes: { ...here, productFamily: 'Load Balancer-Application' },
    usage: 'LoadBalancerUsage',
    per: 'hour',
  }),
  // Route 53 is in no region.
  zone: () => ({ serviceCode: 'AmazonRoute53', attributes: {}, usage: 'HostedZone', per: 'month' }),
};

/** A product as the price list gives it. */
export interface Candidate {
  readonly usageType: string;
  readonly published: string;
  readonly prices: readonly { readonly usd: string; readonly unit: string; readonly from: string }[];
}

/** The one price that is left of what the list gave, or why there is not exactly one. */
export type Choice =
  | { readonly usd: string; readonly published: string; readonly usageType: string }
  | { readonly because: string };

/**
 * Chooses a price. What is free of charge (trials, reserved ones) and what begins at a larger quantity is left out. It never takes one of several:
 * exactly one must be left.
 */
export function choosePrice({ usage, per }: PriceQuestion, candidates: readonly Candidate[]): Choice {
  const prices = candidates
    .filter(({ usageType }) => isUsage(usageType, usage))
    .flatMap(({ usageType, published, prices: some }) =>
      some
        .filter(
          ({ usd, unit, from }) =>
            Number(usd) > 0 && Number(from) === 0 && /^(hrs|hours?)$/i.test(unit) === (per === 'hour'),
        )
        .map(({ usd }) => ({ usd: usd.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, ''), published, usageType })),
    );
  const distinct = [...new Set(prices.map(({ usd }) => usd))];
  const [first] = prices;
  if (first === undefined) return { because: 'the price list has none' };
  if (distinct.length > 1)
    return { because: `the price list has ${distinct.length}: ${distinct.slice(0, 5).join(', ')}` };
  return first;
}

/** The usage itself, or behind the one prefix of a region. */
function isUsage(usageType: string, usage: string): boolean {
  return (
    usageType === usage ||
    (usageType.endsWith(`-${usage}`) && /^[A-Z]+\d*$/.test(usageType.slice(0, -usage.length - 1)))
  );
}
