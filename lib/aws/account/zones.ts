import { GetHostedZoneCommand } from '@aws-sdk/client-route-53';
import type { Zone, Zones } from '../../ports/zones';
import type { AwsClients } from '../clients';
import { errorName } from '../errors';
import { requireField, send } from '../send';

/** Zones kept by Route 53. */
export class AwsZones implements Zones {
  constructor(private readonly clients: AwsClients) {}

  async zone(id: string): Promise<Zone | undefined> {
    const action = 'route53:GetHostedZone';
    const answer = await send(action, async () => {
      try {
        return await this.clients.route53.send(new GetHostedZoneCommand({ Id: id }));
      } catch (error) {
        if (errorName(error) === 'NoSuchHostedZone') return undefined;
        throw error;
      }
    });
    if (answer === undefined) return undefined;
    const { Name, Config } = requireField(answer.HostedZone, 'HostedZone', action);
    const name = requireField(Name, 'Name', action).replace(/\.$/, '').toLowerCase();
    return { id, name, public: Config?.PrivateZone !== true };
  }
}
