import type { Account } from '../../../lib/ports/account';

export interface AccountWorld {
  readonly account: Account;
  /** Makes a public hosted zone and returns its id. */
  addZone(name: string): Promise<string> | string;
}

export function describeAccountContract(name: string, make: () => Promise<AccountWorld>): void {
  describe(`an account kept by ${name}`, () => {
    test('says whose the credentials are', async () => {
      const { account, arn } = await (await make()).account.identity();
      expect(account).toMatch(/^\d{12}$/);
      expect(arn).toContain(account);
    });

    test('knows the default network, with a public subnet, the same at each look', async () => {
      const { account } = await make();
      const network = await account.network(undefined);
      expect(network.vpcId).toMatch(/^vpc-/);
      expect(network.publicSubnetIds.length).toBeGreaterThan(0);
      expect(await account.network(undefined)).toEqual(network);
    });

    test('finds the zone with the longest name that holds a domain', async () => {
      const { account, addZone } = await make();
      const upper = await addZone('acme.dev');
      const lower = await addZone('preview.acme.dev');
      expect(await account.hostedZone('preview.acme.dev')).toBe(lower);
      expect(await account.hostedZone('x.preview.acme.dev')).toBe(lower);
      expect(await account.hostedZone('staging.acme.dev')).toBe(upper);
      expect(await account.hostedZone('notacme.dev')).toBeUndefined();
    });
  });
}
