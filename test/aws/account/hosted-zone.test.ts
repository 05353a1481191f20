import { findHostedZone } from '../../../lib/aws/account/hosted-zone';
import { oddAws } from '../odd-aws';

const aws = oddAws();
const { odd } = aws;

const zone = (id: string, name: string, isPrivate = false) =>
  `<HostedZone><Id>/hostedzone/${id}</Id><Name>${name}.</Name><CallerReference>x</CallerReference><Config><PrivateZone>${isPrivate}</PrivateZone></Config></HostedZone>`;

function zones(...pages: readonly (readonly string[])[]): void {
  odd.reply = ({ url }) => {
    const page = Number(new URL(url, 'http://r53').searchParams.get('marker') ?? 0);
    const more = page + 1 < pages.length;
    return {
      body: `<ListHostedZonesResponse><HostedZones>${(pages[page] ?? []).join('')}</HostedZones><IsTruncated>${more}</IsTruncated>${more ? `<NextMarker>${page + 1}</NextMarker>` : ''}<MaxItems>1</MaxItems></ListHostedZonesResponse>`,
    };
  };
}

test('the zone with the longest name is found on any page, and private ones do not count', async () => {
  zones([zone('Z1', 'dev')], [zone('Z2', 'acme.dev')], [zone('Z3', 'preview.acme.dev', true)]);
  expect(await findHostedZone(aws.clients.route53, 'preview.acme.dev')).toBe('Z2');
});

test('two public zones of one name are the fault of the user, who must choose', async () => {
  zones([zone('Z1', 'acme.dev'), zone('Z2', 'acme.dev')]);
  await expect(findHostedZone(aws.clients.route53, 'x.acme.dev')).rejects.toMatchObject({
    code: 'hosted-zone-ambiguous',
    fault: 'user',
  });
});

test('a domain in no zone has none', async () => {
  zones([zone('Z1', 'acme.dev')]);
  expect(await findHostedZone(aws.clients.route53, 'acme.com')).toBeUndefined();
});
