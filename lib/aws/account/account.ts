import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { PreviewError } from '../../errors';
import type { NetworkFacts } from '../../facts/facts';
import type { Account } from '../../ports/account';
import type { AwsClients } from '../clients';
import { requireField, send } from '../send';

/** The account behind the credentials; EC2 and Route 53 are loaded only when they are asked. */
export class AwsAccount implements Account {
  constructor(private readonly clients: AwsClients) {}

  async identity(): Promise<{ readonly account: string; readonly arn: string }> {
    const action = 'sts:GetCallerIdentity';
    try {
      const answer = await send(action, () => this.clients.sts.send(new GetCallerIdentityCommand({})));
      return { account: requireField(answer.Account, 'Account', action), arn: requireField(answer.Arn, 'Arn', action) };
    } catch (error) {
      // Later on an expired session is bad luck; at the start, nothing was tried. The same holds for a role that may not be taken.
      if (!(error instanceof PreviewError) || !isOfCredentials(error)) throw error;
      throw new PreviewError('credentials-refused', error.message, {
        fault: 'user',
        hint: error.hint ?? 'Sign in again.',
        cause: error,
      });
    }
  }

  async network(vpcId: string | undefined): Promise<NetworkFacts> {
    const { readNetwork } = require('./network') as typeof import('./network');
    return readNetwork(this.clients.ec2, vpcId);
  }

  async hostedZone(domain: string): Promise<string | undefined> {
    const { findHostedZone } = require('./hosted-zone') as typeof import('./hosted-zone');
    return findHostedZone(this.clients.route53, domain);
  }
}

function isOfCredentials({ code, message }: PreviewError): boolean {
  return code === 'credentials-expired' || (code === 'access-denied' && /^AWS refuses (sts:Assume|sso:)/.test(message));
}
