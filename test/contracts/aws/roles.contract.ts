import type { Roles, TrustStatement } from '../../../lib/ports/roles';

export const issuer = 'token.actions.githubusercontent.com';

export const provider = `arn:aws:iam::123456789012:oidc-provider/${issuer}`;

/** What the role of the contract trusts. */
export const trust: TrustStatement = {
  effect: 'Allow',
  principals: { Federated: [provider] },
  actions: ['sts:AssumeRoleWithWebIdentity'],
  conditions: {
    StringEquals: { [`${issuer}:aud`]: ['sts.amazonaws.com'] },
    StringLike: { [`${issuer}:sub`]: ['repo:acme/shop:ref:refs/heads/main'] },
  },
  others: {},
};

/** And whom it refuses. */
export const refusal: TrustStatement = {
  effect: 'Deny',
  principals: { '*': ['*'] },
  actions: [],
  conditions: {},
  others: { NotAction: '"sts:AssumeRoleWithWebIdentity"' },
};

export interface RolesWorld {
  readonly roles: Roles;
  /** A role that trusts as `trust` and `refusal` say, and the identity provider for the audience in it. */
  readonly role: string;
  readonly provider: string;
}

export function describeRolesContract(name: string, make: () => Promise<RolesWorld>): void {
  describe(`roles kept by ${name}`, () => {
    test('a role tells whom it trusts', async () => {
      const { roles, role } = await make();
      expect(await roles.trust(role)).toEqual([trust, refusal]);
    });

    test('an identity provider tells for whom its tokens are', async () => {
      const { roles, provider } = await make();
      expect(await roles.audiences(provider)).toEqual(['sts.amazonaws.com']);
    });

    test('what does not exist is none', async () => {
      const { roles, provider } = await make();
      expect(await roles.trust('no-such-role')).toBeUndefined();
      expect(await roles.audiences(`${provider}.nowhere`)).toBeUndefined();
    });
  });
}
