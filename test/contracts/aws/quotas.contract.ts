import type { Quotas } from '../../../lib/ports/quotas';

export interface QuotasWorld {
  /** AWS's default quotas; nothing is used but one balancer with one environment behind it. */
  readonly quotas: Quotas;
  readonly balancer: string;
}

export function describeQuotasContract(name: string, make: () => Promise<QuotasWorld>): void {
  describe(`quotas kept by ${name}`, () => {
    test('each quota is read with what is used of it', async () => {
      const { quotas } = await make();
      expect(await quotas.stackLimit()).toBe(2000);
      expect(await quotas.read('environments')).toEqual({ used: 0, most: 200 });
      expect(await quotas.read('databases')).toEqual({ used: 0, most: 40 });
      expect(await quotas.read('addresses')).toEqual({ used: 0, most: 5 });
      expect(await quotas.read('balancers')).toEqual({ used: 1, most: 50 });
    });

    test('T7 a balancer has quotas for its target groups and rules', async () => {
      const { quotas, balancer } = await make();
      expect(await quotas.balancer(balancer)).toEqual({
        targetGroups: { used: 1, most: 100 },
        rules: { used: 1, most: 100 },
      });
    });

    test('a balancer that does not exist is none', async () => {
      const { quotas, balancer } = await make();
      expect(await quotas.balancer(`${balancer}0`)).toBeUndefined();
    });
  });
}
