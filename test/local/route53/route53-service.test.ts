import {
  ChangeResourceRecordSetsCommand,
  CreateHostedZoneCommand,
  DeleteHostedZoneCommand,
  GetChangeCommand,
  GetHostedZoneCommand,
  ListHostedZonesByNameCommand,
  ListHostedZonesCommand,
  ListResourceRecordSetsCommand,
  type ListResourceRecordSetsCommandInput,
  type ListResourceRecordSetsCommandOutput,
  type ResourceRecordSet,
  Route53Client,
  type RRType,
} from '@aws-sdk/client-route-53';
import { openZones } from '../../../lib/local/route53/open-zones';
import { zonesService } from '../../../lib/local/route53/route53-service';
import { type ServedServices, serveServices } from '../serve-services';
import { memoryJournal } from '../state/memory-journal';

let served: ServedServices;
let client: Route53Client;
beforeEach(async () => {
  const journal = memoryJournal();
  served = await serveServices(zonesService({ zones: openZones({ journal }), journal }));
  client = new Route53Client(served.client);
});
afterEach(async () => {
  client.destroy();
  await served.close();
});

async function localhost(): Promise<string> {
  const { HostedZones } = await client.send(new ListHostedZonesCommand({}));
  return HostedZones?.find(({ Name }) => Name === 'localhost.')?.Id ?? '';
}

async function change(action: 'CREATE' | 'UPSERT' | 'DELETE', ...sets: readonly ResourceRecordSet[]) {
  const Changes = sets.map((ResourceRecordSet) => ({ Action: action, ResourceRecordSet }));
  return client.send(
    new ChangeResourceRecordSetsCommand({ HostedZoneId: await localhost(), ChangeBatch: { Changes } }),
  );
}

function address(name: string, value = '127.0.0.1'): ResourceRecordSet {
  return { Name: name, Type: 'A', TTL: 60, ResourceRecords: [{ Value: value }] };
}

test('a zone localhost is there from the start, and others can be made and deleted', async () => {
  const made = await client.send(new CreateHostedZoneCommand({ Name: 'preview.acme.dev', CallerReference: '1' }));
  const id = made.HostedZone?.Id ?? '';
  const byName = await client.send(new ListHostedZonesByNameCommand({ DNSName: 'preview.acme.dev', MaxItems: 1 }));
  expect(byName.HostedZones?.map(({ Id, Name }) => [Id, Name])).toEqual([[id, 'preview.acme.dev.']]);
  const got = await client.send(new GetHostedZoneCommand({ Id: id }));
  expect(got.DelegationSet?.NameServers).toHaveLength(2);
  await client.send(new DeleteHostedZoneCommand({ Id: id }));
  await expect(client.send(new GetHostedZoneCommand({ Id: id }))).rejects.toMatchObject({ name: 'NoSuchHostedZone' });
  expect(await localhost()).toMatch(/^\/hostedzone\/Z/);
});

test('a change is in sync at once, and records come back as they were put', async () => {
  const alias = { HostedZoneId: 'Z1', DNSName: 'balancer.example.com', EvaluateTargetHealth: false };
  const { ChangeInfo } = await change('CREATE', address('one.localhost'), {
    Name: '*.two.localhost',
    Type: 'A',
    AliasTarget: alias,
  });
  const seen = await client.send(new GetChangeCommand({ Id: ChangeInfo?.Id ?? '' }));
  expect(seen.ChangeInfo?.Status).toBe('INSYNC');
  const { ResourceRecordSets } = await client.send(
    new ListResourceRecordSetsCommand({ HostedZoneId: await localhost() }),
  );
  expect(ResourceRecordSets?.filter(({ Type }) => Type === 'A')).toEqual([
    { Name: 'one.localhost.', Type: 'A', TTL: 60, ResourceRecords: [{ Value: '127.0.0.1' }] },
    { Name: '\\052.two.localhost.', Type: 'A', AliasTarget: { ...alias, DNSName: 'balancer.example.com.' } },
  ]);
});

test('records are listed page by page in their order', async () => {
  const names = Array.from({ length: 7 }, (_, index) => `n${index}.localhost`);
  await change('CREATE', ...names.toReversed().map((name) => address(name)));
  const HostedZoneId = await localhost();
  const listed: string[] = [];
  for (let from: { StartRecordName?: string; StartRecordType?: RRType } | undefined = {}; from; ) {
    const input: ListResourceRecordSetsCommandInput = { HostedZoneId, MaxItems: 3, ...from };
    const page: ListResourceRecordSetsCommandOutput = await client.send(new ListResourceRecordSetsCommand(input));
    listed.push(...(page.ResourceRecordSets ?? []).map(({ Name, Type }) => `${Name} ${Type}`));
    from = page.IsTruncated
      ? { StartRecordName: page.NextRecordName, StartRecordType: page.NextRecordType }
      : undefined;
  }
  expect(listed).toEqual(['localhost. NS', 'localhost. SOA', ...names.map((name) => `${name}. A`)]);
});

test('a batch of which one change is refused changes nothing', async () => {
  await change('CREATE', address('taken.localhost'));
  const refused = change('CREATE', address('fresh.localhost'), address('taken.localhost'));
  await expect(refused).rejects.toMatchObject({
    name: 'InvalidChangeBatch',
    message: expect.stringContaining(
      "[Tried to create resource record set [name='taken.localhost.', type='A'] but it already exists]",
    ),
  });
  const { ResourceRecordSets } = await client.send(
    new ListResourceRecordSetsCommand({ HostedZoneId: await localhost() }),
  );
  expect(ResourceRecordSets?.map(({ Name }) => Name)).not.toContain('fresh.localhost.');
});

test('a record is only deleted by its present values', async () => {
  await change('CREATE', address('one.localhost'));
  await expect(change('DELETE', address('one.localhost', '127.0.0.9'))).rejects.toThrow(
    'do not match the current values',
  );
  await expect(change('DELETE', address('none.localhost'))).rejects.toThrow('it was not found');
  await change('UPSERT', address('one.localhost', '127.0.0.9'));
  await change('DELETE', address('one.localhost', '127.0.0.9'));
  const { ResourceRecordSets } = await client.send(
    new ListResourceRecordSetsCommand({ HostedZoneId: await localhost() }),
  );
  expect(ResourceRecordSets).toHaveLength(2);
});
