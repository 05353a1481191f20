import { GetOpenIDConnectProviderCommand, GetRoleCommand } from '@aws-sdk/client-iam';
import type { Roles, TrustStatement } from '../../ports/roles';
import type { AwsClients } from '../clients';
import { errorName } from '../errors';
import { requireField, send } from '../send';
import { readTrust } from './read-trust';

/** Roles and identity providers kept by IAM. */
export class AwsRoles implements Roles {
  constructor(private readonly clients: AwsClients) {}

  async trust(roleName: string): Promise<readonly TrustStatement[] | undefined> {
    const action = 'iam:GetRole';
    const answer = await found(action, () => this.clients.iam.send(new GetRoleCommand({ RoleName: roleName })));
    if (answer === undefined) return undefined;
    return readTrust(requireField(answer.Role?.AssumeRolePolicyDocument, 'AssumeRolePolicyDocument', action));
  }

  async audiences(providerArn: string): Promise<readonly string[] | undefined> {
    const command = new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: providerArn });
    const answer = await found('iam:GetOpenIDConnectProvider', () => this.clients.iam.send(command));
    return answer && (answer.ClientIDList ?? []);
  }
}

function found<T>(action: string, request: () => Promise<T>): Promise<T | undefined> {
  return send(action, async () => {
    try {
      return await request();
    } catch (error) {
      if (/^NoSuchEntity/.test(errorName(error))) return undefined;
      throw error;
    }
  });
}
