import type { Per } from '../money';
import type { Price, PriceTable } from '../price-table';

const at = (usd: string, per: Per, [source, date]: readonly [string, string]): Price => ({ usd, per, source, date });

/** The price list of EC2, published on that day, as a public repository printed it. */
const bitEmb = [
  'https://github.com/JeskoFoerster/BitEmb/blob/24c8851cf8cdd1fb4499d30af2f9485438a0e5c4/scripts/phase6_scenarios.py',
  '2026-08-24',
] as const;
/** Answers of AWS's price list on that day, printed in a runbook. */
const runbook = [
  'https://github.com/elvisrepo/long/blob/e3eb7f07a9e689bee30036e636fe13089ddadf3d/reference_docs/playbooks/presentation-staging-manual-provisioning.md',
  '2026-09-03',
] as const;
/** The bill of June 2026: 720 hours, and as many months as pieces. */
const bill = [
  'https://github.com/cloudox-ai/cloudox-public-examples/blob/e1436c46c1f07f445e92fe89717b56767e0edf55/cost-intelligence.md',
  '2026-06-30',
] as const;
/** A row of AWS's price list, compared with AWS's pricing pages. */
const infracanvas = [
  'https://github.com/johnbekele/infracanvas/blob/c6c2aaab359b6d322dc9f03f64926951493ef54b/data/pricing/README.md',
  '2026-08-10',
] as const;

export const euCentral1: PriceTable = {
  region: 'eu-central-1',
  date: '2026-11-28',
  prices: {
    'instance t4g.micro': {
      ...at('0.0096', 'hour', bitEmb),
      doubt: 'half of the t4g.small there, as in each region that was looked at; not read itself',
    },
    'instance t4g.small': at('0.0192', 'hour', bitEmb),
    'instance t4g.medium': at('0.0384', 'hour', bitEmb),
    'instance m6g.large': at('0.092', 'hour', bitEmb),
    'instance r6i.2xlarge': at('0.608', 'hour', bitEmb),
    address: at('0.005', 'hour', runbook),
    'disk gp3': at('0.0952', 'month', runbook),
    'database postgres db.t4g.micro': at('0.019', 'hour', bill),
    'database postgres db.t3.micro': at('0.021', 'hour', infracanvas),
    'database disk postgres': at('0.137', 'month', bill),
    secret: at('0.4', 'month', runbook),
    balancer: at('0.027', 'hour', bill),
    zone: at('0.5', 'month', runbook),
  },
};
