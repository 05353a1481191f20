import type { Construct } from 'constructs';
import { ciIssuer, type TrustedBranch } from '../settings/ci-issuer';
import type { CiSettings } from '../settings/settings';
import { globalArnPrefix } from './arn-prefix';

/** The trust policy of a role for jobs of these branches. */
export function ciTrust(scope: Construct, ci: CiSettings, github: string, trusted: TrustedBranch): object {
  const { name, audience, subject } = ciIssuer(ci, github);
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: `${globalArnPrefix(scope, 'iam')}oidc-provider/${name}` },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: { [`${name}:aud`]: audience },
          StringLike: { [`${name}:sub`]: subject(trusted) },
        },
      },
    ],
  };
}

/** Longest session of a CI role in seconds: a first deploy waits for a database. */
export const ciSessionSeconds = 2 * 60 * 60;
