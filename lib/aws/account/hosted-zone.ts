import { ListHostedZonesCommand, type Route53Client } from '@aws-sdk/client-route-53';
import { PreviewError } from '../../errors';
import { pages } from '../pages';
import { requireField, send } from '../send';

/** Id of the public zone with the longest name that holds the domain. */
export async function findHostedZone(route53: Route53Client, domain: string): Promise<string | undefined> {
  const action = 'route53:ListHostedZones';
  const zones = pages(action, async (from) => {
    const answer = await send(action, () => route53.send(new ListHostedZonesCommand({ Marker: from })));
    const items = requireField(answer.HostedZones, 'HostedZones', action);
    return { items, next: answer.IsTruncated ? answer.NextMarker : undefined };
  });
  let best: { readonly name: string; readonly ids: string[] } | undefined;
  for await (const { Name = '', Id = '', Config } of zones) {
    const name = Name.replace(/\.$/, '').toLowerCase();
    const holds = domain === name || domain.endsWith(`.${name}`);
    if (name === '' || !holds || Config?.PrivateZone) continue;
    const id = Id.replace(/^\/hostedzone\//, '');
    if (best?.name === name) best.ids.push(id);
    else if (!best || name.length > best.name.length) best = { name, ids: [id] };
  }
  if (best && best.ids.length > 1) {
    throw new PreviewError(
      'hosted-zone-ambiguous',
      `there are several public zones ${best.name}: ${best.ids.join(', ')}`,
      {
        fault: 'user',
        hint: 'Set `hostedZoneId` in the settings file to the one that the domain is delegated to.',
      },
    );
  }
  return best?.ids[0];
}
