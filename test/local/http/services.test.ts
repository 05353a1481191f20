import { AwsError } from '../../../lib/local/http/aws-error';
import { jsonService, jsonTime } from '../../../lib/local/http/json-service';
import { elementsOf, textOf } from '../../../lib/local/http/parse-xml';
import { queryService } from '../../../lib/local/http/query-service';
import { restXmlService } from '../../../lib/local/http/rest/rest-xml-service';
import type { Service } from '../../../lib/local/http/service';
import { type ServedServices, serveServices } from '../serve-services';

const xmlns = 'urn:test';
const query = queryService({
  ...{ xmlns, scopes: ['things'], version: '2020-01-01' },
  members: { Parts: 'Part' },
  operations: {
    ListThings: (params) => ({ Things: params.texts('Names').map((Name) => ({ Name })), Parts: ['p'] }),
    Refuse() {
      throw new AwsError('NotNow', 'later & <more>', 409, { When: 'tomorrow' });
    },
  },
});
const ec2 = queryService({
  ...{ xmlns, scopes: ['ec2'], version: '2016-11-15', dialect: 'ec2' },
  operations: { DescribeThings: (params) => ({ thingSet: params.texts('Thing').map((id) => ({ id })) }) },
});
const json = jsonService({
  scopes: ['json'],
  operations: { GetThing: (input) => ({ Name: input.Name, At: jsonTime(new Date(1500)) }) },
});
const rest = restXmlService({
  ...{ xmlns, scopes: ['rest'], members: { Changes: 'Change' } },
  routes: [
    {
      ...{ method: 'POST', path: '/v1/zone/{Id}/records', operation: 'ChangeRecords', status: 201 },
      async handle({ path, xml }) {
        const changes = elementsOf(await xml(), 'Change').map((one) => textOf(one, 'Name'));
        return { headers: { location: '/x' }, body: { Id: path.Id, Changes: changes } };
      },
    },
  ],
});

let served: ServedServices;
beforeAll(async () => {
  served = await serveServices(query, ec2, json, rest);
});
afterAll(() => served.close());

async function ask(service: string, path: string, init: RequestInit = {}) {
  const credential = `Credential=test/20260101/eu-central-1/${service}/aws4_request`;
  const headers = { authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=0`, ...init.headers };
  const answer = await fetch(served.endpoint + path, { ...init, headers });
  return { status: answer.status, headers: answer.headers, body: await answer.text() };
}

test('a query service wraps its answer and names its lists', async () => {
  expect(await served.query('things', { Action: 'ListThings', 'Names.member.1': 'a&b' })).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<ListThingsResponse xmlns="urn:test"><ListThingsResult>' +
      '<Things><member><Name>a&amp;b</Name></member></Things><Parts><Part>p</Part></Parts></ListThingsResult>' +
      '<ResponseMetadata><RequestId>test-request</RequestId></ResponseMetadata></ListThingsResponse>',
  );
});

test('a query service also takes its parameters from the address', async () => {
  const { body } = await ask('things', '/?Action=ListThings&Names.member.1=x');
  expect(body).toContain('<Name>x</Name>');
});

test('a query service draws its errors', async () => {
  const { status, body } = await ask('things', '/?Action=Refuse');
  expect(status).toBe(409);
  expect(body).toContain(
    '<Error><Type>Sender</Type><Code>NotNow</Code><Message>later &amp; &lt;more&gt;</Message><When>tomorrow</When></Error>',
  );
  expect(await served.query('things', { Action: 'constructor' })).toContain('<Code>InvalidAction</Code>');
});

test('EC2 has an envelope of its own', async () => {
  expect(await served.query('ec2', { Action: 'DescribeThings', 'Thing.1': 'a' })).toContain(
    '<DescribeThingsResponse xmlns="urn:test"><requestId>test-request</requestId><thingSet><item><id>a</id></item></thingSet>',
  );
  expect(await served.query('ec2', { Action: 'None' })).toContain(
    '<Response><Errors><Error><Code>InvalidAction</Code>',
  );
});

test('a JSON service answers and errs in JSON', async () => {
  expect(await served.json('json', 'Test.GetThing', { Name: 'x' })).toEqual({ Name: 'x', At: 1.5 });
  expect(await served.json('json', 'Test.None', {})).toMatchObject({ __type: 'UnknownOperationException' });
  const headers = { 'x-amz-target': 'Test.GetThing' };
  const broken = await ask('json', '/', { method: 'POST', body: '[', headers });
  expect(JSON.parse(broken.body)).toMatchObject({ __type: 'SerializationException' });
  expect(broken.headers.get('x-amzn-errortype')).toBe('SerializationException');
});

test('a JSON body that is nested deeper than any input is refused', async () => {
  const nested = (depth: number) => `{"Name":${'{"a":'.repeat(depth - 2)}{}${'}'.repeat(depth - 1)}`;
  const send = (body: string) => ask('json', '/', { method: 'POST', body, headers: { 'x-amz-target': 'T.GetThing' } });
  expect((await send(nested(64))).status).toBe(200);
  for (const depth of [65, 20_000]) {
    expect(JSON.parse((await send(nested(depth))).body)).toMatchObject({
      __type: 'SerializationException',
      message: 'The request body is nested too deeply',
    });
  }
});

test('a REST service is chosen by method and path', async () => {
  const body =
    '<ChangeRecordsRequest><Change><Name>a</Name></Change><Change><Name>b</Name></Change></ChangeRecordsRequest>';
  const done = await ask('rest', '/v1/zone/Z%2F1/records/', { method: 'POST', body });
  expect(done.status).toBe(201);
  expect(done.headers.get('location')).toBe('/x');
  expect(done.body).toContain('<Id>Z/1</Id><Changes><Change>a</Change><Change>b</Change></Changes>');
  const missing = await ask('rest', '/v1/zone', { method: 'POST', body });
  expect(missing).toMatchObject({ status: 404, body: expect.stringContaining('InvalidAction') });
});

test.each<[string, Service, string]>([
  ['query', query, '/?Action=ListThings'],
  ['REST', rest, '/v1/zone/1/records'],
])('the name of an operation of a %s service is known before it is done', async (_name, service, path) => {
  const url = new URL(path, 'http://x');
  const request = { method: path.startsWith('/?') ? 'GET' : 'POST', path: url.pathname, query: url.searchParams };
  const operation = await service.operationOf(request as Parameters<Service['operationOf']>[0]);
  expect(['ListThings', 'ChangeRecords']).toContain(operation);
});
