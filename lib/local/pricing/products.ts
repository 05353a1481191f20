/** A product of the price list, with its one price on demand. */
export interface Product {
  readonly serviceCode: string;
  readonly sku: string;
  readonly productFamily: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly unit: string;
  /** US dollars, with ten decimals as AWS writes them. */
  readonly usd: string;
  readonly description: string;
  readonly publicationDate: string;
}

/**
 * Rows of AWS's price list for us-east-1. SKUs, usage types, units, prices, descriptions and days of publication as
 * https://github.com/patibandlavenkatamanideep/pharma-analytics-copilot/blob/8570b72/infra/aws-staging/cost/prices-us-east-1.json printed them
 * (September and October 2026); of the disk and the t3.micro as https://github.com/johnbekele/infracanvas/blob/c6c2aaa/data/pricing/README.md did
 * (2026-08-10). The t4g.micro and the zone are no recorded rows: their SKUs begin with LOCAL.
 */
export const products: readonly Product[] = [
  elb(
    '37CUWUT8GSNQEPUV',
    'LoadBalancerUsage',
    'Hrs',
    '0.0225000000',
    '$0.0225 per Application LoadBalancer-hour (or partial hour)',
  ),
  elb(
    'P2XGEJ8N3KU52WA8',
    'LCUUsage',
    'LCU-Hrs',
    '0.0080000000',
    '$0.008 per used Application load balancer capacity unit-hour (or partial hour)',
  ),
  database('9HPEGXQTDDGH53C9', 'db.t4g.micro', 'Single-AZ', '0.0160000000'),
  database('S9H3AXMBHSKRFJTA', 'db.t4g.small', 'Single-AZ', '0.0320000000'),
  database('5SY529FVXY3EARD8', 'db.t4g.small', 'Multi-AZ', '0.0650000000'),
  databaseStorage('KYVYY29G957PKY3B', 'RDS:GP3-Storage', 'Single-AZ', '0.1150000000'),
  databaseStorage('J7S7KD4WFDNQWKNX', 'RDS:Multi-AZ-GP3-Storage', 'Multi-AZ', '0.2300000000'),
  {
    serviceCode: 'AmazonVPC',
    sku: '4GQUNXTFWVSGPUZK',
    productFamily: 'IP Address',
    attributes: { usagetype: 'USE1-PublicIPv4:InUseAddress' },
    unit: 'Hrs',
    usd: '0.0050000000',
    description: '$0.005 per In-use public IPv4 address per hour',
    publicationDate: '2026-09-17T19:05:28Z',
  },
  {
    serviceCode: 'AWSSecretsManager',
    sku: 'BJ3PQ9BYGU6P632F',
    productFamily: 'Secret',
    attributes: { usagetype: 'USE1-AWSSecretsManager-Secrets' },
    unit: 'Secrets',
    usd: '0.4000000000',
    description: '$0.40 per Secret',
    publicationDate: '2026-09-11T12:46:10Z',
  },
  instance('CRAJUW7BTXFMT2UJ', 't3.micro', '0.0104000000'),
  instance('LOCALT4GMICRO000', 't4g.micro', '0.0084000000'),
  {
    serviceCode: 'AmazonEC2',
    sku: 'JG3KUJMBRGHV3N8G',
    productFamily: 'Storage',
    attributes: { usagetype: 'EBS:VolumeUsage.gp3', volumeApiName: 'gp3' },
    unit: 'GB-Mo',
    usd: '0.0800000000',
    description: '$0.08 per GB-month of General Purpose (gp3) provisioned storage',
    publicationDate: '2026-08-10T00:00:00Z',
  },
  {
    serviceCode: 'AmazonRoute53',
    sku: 'LOCALHOSTEDZONE0',
    productFamily: 'DNS Zone',
    attributes: { usagetype: 'HostedZone' },
    unit: 'HostedZone',
    usd: '0.5000000000',
    description: '$0.50 per Hosted Zone for the first 25 Hosted Zones',
    publicationDate: '2026-08-21T00:00:00Z',
  },
];

/** The services of which the endpoint has products. */
export const serviceCodes: ReadonlySet<string> = new Set(products.map(({ serviceCode }) => serviceCode));

function elb(sku: string, usagetype: string, unit: string, usd: string, description: string): Product {
  return {
    ...{ serviceCode: 'AWSELB', sku, productFamily: 'Load Balancer-Application', unit, usd, description },
    attributes: { usagetype, locationType: 'AWS Region' },
    publicationDate: '2026-09-11T12:45:44Z',
  };
}

function instance(sku: string, instanceType: string, usd: string): Product {
  return {
    ...{ serviceCode: 'AmazonEC2', sku, productFamily: 'Compute Instance', unit: 'Hrs', usd },
    attributes: {
      instanceType,
      usagetype: `BoxUsage:${instanceType}`,
      operatingSystem: 'Linux',
      tenancy: 'Shared',
      preInstalledSw: 'NA',
      capacitystatus: 'Used',
      licenseModel: 'No License required',
    },
    description: `$${Number(usd)} per On Demand Linux ${instanceType} Instance Hour`,
    publicationDate: '2026-08-10T00:00:00Z',
  };
}

function database(sku: string, instanceType: string, deploymentOption: 'Single-AZ' | 'Multi-AZ', usd: string): Product {
  const usage = deploymentOption === 'Single-AZ' ? 'InstanceUsage' : 'Multi-AZUsage';
  return {
    ...{ serviceCode: 'AmazonRDS', sku, productFamily: 'Database Instance', unit: 'Hrs', usd },
    attributes: {
      ...{ instanceType, deploymentOption },
      databaseEngine: 'PostgreSQL',
      usagetype: `${usage}:${instanceType}`,
    },
    description: `$ ${Number(usd)} per RDS ${instanceType} ${deploymentOption} instance hour (or partial hour) running PostgreSQL`,
    publicationDate: '2026-10-06T22:40:50Z',
  };
}

function databaseStorage(sku: string, usagetype: string, deploymentOption: string, usd: string): Product {
  return {
    ...{ serviceCode: 'AmazonRDS', sku, productFamily: 'Database Storage', unit: 'GB-Mo', usd },
    attributes: { deploymentOption, databaseEngine: 'PostgreSQL', usagetype },
    description: `$${Number(usd)} per GB-month of provisioned GP3 storage${deploymentOption === 'Multi-AZ' ? ' for Multi-AZ deployments' : ''} running PostgreSQL`,
    publicationDate: '2026-10-06T22:40:50Z',
  };
}
