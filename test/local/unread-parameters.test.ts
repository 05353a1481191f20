import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as acm from '@aws-sdk/client-acm';
import * as cloudFormation from '@aws-sdk/client-cloudformation';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as ec2 from '@aws-sdk/client-ec2';
import * as elbv2 from '@aws-sdk/client-elastic-load-balancing-v2';
import * as iam from '@aws-sdk/client-iam';
import * as pricing from '@aws-sdk/client-pricing';
import * as rds from '@aws-sdk/client-rds';
import * as route53 from '@aws-sdk/client-route-53';
import * as ssm from '@aws-sdk/client-ssm';
import * as sts from '@aws-sdk/client-sts';
import { jsonService } from '../../lib/local/http/json-service';
import { queryService } from '../../lib/local/http/query-service';
import { serveServices } from './serve-services';

const root = join(__dirname, '..', '..');
const page = readFileSync(join(root, 'BEHAVIOUR.md'), 'utf8');

/** The service in BEHAVIOUR.md's table, its folder in lib/local, and AWS's model of it: the SDK's schemas. */
const services: readonly (readonly [string, string, object])[] = [
  ['ACM', 'acm', acm],
  ['CloudFormation', 'cloudformation', cloudFormation],
  ['CloudWatch Logs', 'logs', logs],
  ['EC2', 'ec2', ec2],
  ['Elastic Load Balancing', 'elbv2', elbv2],
  ['IAM', 'iam', iam],
  ['Price List', 'pricing', pricing],
  ['RDS', 'rds', rds],
  ['Route 53', 'route53', route53],
  ['SSM', 'ssm', ssm],
  ['STS', 'sts', sts],
];

/** Operations of a service, from BEHAVIOUR.md's generated table. */
function operationsOf(service: string): readonly string[] {
  const line = page.split('\n').find((one) => one.startsWith(`| ${service} | `)) ?? '';
  return (line.split(' | ')[1] ?? '').split(', ');
}

/** Names of the parameters of an operation, from the schema that the SDK sends by. */
function parametersOf(model: object, operation: string): readonly string[] {
  const schema = (model as Record<string, readonly unknown[]>)[`${operation}$`];
  const input = schema?.[4];
  const shape: unknown = typeof input === 'function' ? input() : input;
  return Array.isArray(shape) && Array.isArray(shape[4]) ? shape[4].map(String) : [];
}

function sourceOf(folder: string): string {
  const place = join(root, 'lib', 'local', folder);
  const files = readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return files.map((file) => readFileSync(join(place, file), 'utf8')).join('\n');
}

/** EC2 sends lists under the name of one entry. */
function isNamed(source: string, name: string, service: string): boolean {
  const forms = service === 'EC2' ? [name, name.replace(/ies$/, 'y'), name.replace(/s$/, '')] : [name];
  return forms.some((form) => new RegExp(`['.]${form}\\b|\\b${form}:`).test(source));
}

test.each(services)(
  'C10 %s reads or refuses every parameter of its operations, or BEHAVIOUR.md says that it has no effect',
  (service, folder, model) => {
    const source = sourceOf(folder);
    const without = page.split('\n').find((line) => line.startsWith(`| ${service}: `)) ?? '';
    const unread = operationsOf(service).flatMap((operation) => {
      const parameters = parametersOf(model, operation);
      return parameters.filter((name) => !isNamed(source, name, service));
    });
    const documented = [...without.matchAll(/`(\w+)`/g)].map(([, name]) => name ?? '');
    expect(operationsOf(service).some((operation) => parametersOf(model, operation).length > 0)).toBe(true);
    expect([...new Set(unread)].toSorted()).toEqual([...new Set(documented)].toSorted());
  },
);

test('C10 a request with a refused parameter is an error that names it; one that is false asks for nothing', async () => {
  const operations = { Look: () => ({ Seen: 'yes' }) };
  const refused = { Look: ['Everywhere'] };
  const query = { scopes: ['sts'], xmlns: 'urn:test', version: '1', operations, refused };
  const served = await serveServices(queryService(query), jsonService({ scopes: ['ssm'], operations, refused }));
  const message = 'The parameter Everywhere of Look is not supported by this local endpoint.';
  expect(await served.json('ssm', 'Test.Look', { Everywhere: 'yes' })).toMatchObject({
    ...{ __type: 'ValidationException', message },
  });
  expect(await served.json('ssm', 'Test.Look', { Everywhere: false })).toEqual({ Seen: 'yes' });
  const ask = async (form: string) => {
    const authorization =
      'AWS4-HMAC-SHA256 Credential=a/1/eu-central-1/sts/aws4_request, SignedHeaders=host, Signature=0';
    const answer = await fetch(served.endpoint, { method: 'POST', headers: { authorization }, body: form });
    return `${answer.status} ${await answer.text()}`;
  };
  expect(await ask('Action=Look&Everywhere.member.1=a')).toMatch(new RegExp(`^400 .*ValidationError.*${message}`, 's'));
  expect(await ask('Action=Look&Everywhere=false')).toMatch(/^200 /);
  await served.close();
});
