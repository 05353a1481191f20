import { AwsError } from '../../http/aws-error';
import { pageOf } from '../../http/page';
import { Answer, type RestJsonCall, type RestJsonRoute, restJsonService } from '../../http/rest/rest-json-service';
import type { Service, ServiceRequest } from '../../http/service';
import type { CustomResourceState } from '../custom-resources/custom-resource-type';
import { readFunctionName } from '../function-name';
import { responsePath } from '../response-path';
import { drawAlias, drawSource, drawVersion } from './draw-function';
import { invoke } from './invoke-operation';

const functionsPath = '/2015-03-31/functions';
const sourcesPath = '/2015-03-31/event-source-mappings';

/** Lambda over the wire: what templates made is invoked and looked at; templates alone make functions. */
export function lambdaService(world: CustomResourceState): Service {
  const { functions, responses } = world;
  const named = ({ path }: RestJsonCall) => path.FunctionName ?? '';
  const versionOf = (call: RestJsonCall) => {
    const qualifier = call.request.query.get('Qualifier') ?? readFunctionName(named(call)).qualifier;
    const shown = drawVersion(
      functions.function(named(call)),
      functions.version(named(call), qualifier),
      qualifier !== undefined,
    );
    return shown;
  };
  const operations: readonly RestJsonRoute[] = [
    get('/2015-03-31/functions', 'ListFunctions', ({ request }) => {
      if (request.query.get('FunctionVersion') === 'ALL') {
        const all = functions
          .list()
          .flatMap((one) => [one.latest, ...one.versions].map((version) => drawVersion(one, version, true)));
        return paged(request, 'Functions', all);
      }
      return paged(
        request,
        'Functions',
        functions.list().map((one) => drawVersion(one, one.latest, false)),
      );
    }),
    get(`${functionsPath}/{FunctionName}`, 'GetFunction', (call) => {
      const { tags, reservedConcurrency } = functions.function(named(call));
      return {
        Configuration: versionOf(call),
        Code: { RepositoryType: 'S3' },
        ...(Object.keys(tags).length > 0 && { Tags: tags }),
        ...(reservedConcurrency === undefined
          ? {}
          : { Concurrency: { ReservedConcurrentExecutions: reservedConcurrency } }),
      };
    }),
    get(`${functionsPath}/{FunctionName}/configuration`, 'GetFunctionConfiguration', versionOf),
    get(`${functionsPath}/{FunctionName}/versions`, 'ListVersionsByFunction', (call) => {
      const one = functions.function(named(call));
      const all = [one.latest, ...one.versions].map((version) => drawVersion(one, version, true));
      return paged(call.request, 'Versions', all);
    }),
    get(`${functionsPath}/{FunctionName}/aliases`, 'ListAliases', (call) => {
      const one = functions.function(named(call));
      const wanted = call.request.query.get('FunctionVersion');
      const aliases = one.aliases.filter(({ version }) => wanted === null || version === wanted);
      return paged(
        call.request,
        'Aliases',
        aliases.map((alias) => drawAlias(one, alias)),
      );
    }),
    get(`${functionsPath}/{FunctionName}/aliases/{Name}`, 'GetAlias', (call) => {
      const one = functions.function(named(call));
      const alias = one.aliases.find(({ name }) => name === call.path.Name);
      if (!alias) {
        const message = `Cannot find alias arn: ${one.arn}:${call.path.Name}`;
        throw new AwsError('ResourceNotFoundException', message, 404);
      }
      return drawAlias(one, alias);
    }),
    get(`${functionsPath}/{FunctionName}/policy`, 'GetPolicy', (call) => {
      const { permissions, latest } = functions.function(named(call));
      if (permissions.length === 0) {
        throw new AwsError('ResourceNotFoundException', 'The resource you requested does not exist.', 404);
      }
      const Statement = permissions.map(({ statement }) => statement);
      return {
        Policy: JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement }),
        RevisionId: latest.revisionId,
      };
    }),
    get('/2019-09-30/functions/{FunctionName}/concurrency', 'GetFunctionConcurrency', (call) => {
      const { reservedConcurrency } = functions.function(named(call));
      return reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency };
    }),
    get('/2017-03-31/tags/{Resource}', 'ListTags', ({ path }) => ({
      Tags: functions.function(path.Resource ?? '').tags,
    })),
    get(sourcesPath, 'ListEventSourceMappings', ({ request }) => {
      const source = request.query.get('EventSourceArn');
      const name = request.query.get('FunctionName');
      const found = functions
        .sources()
        .filter(({ queueArn }) => source === null || queueArn === source)
        .filter(
          ({ functionArn }) => name === null || readFunctionName(functionArn).name === readFunctionName(name).name,
        );
      return paged(request, 'EventSourceMappings', found.map(drawSource), 100);
    }),
    get(`${sourcesPath}/{UUID}`, 'GetEventSourceMapping', ({ path }) => drawSource(functions.source(path.UUID ?? ''))),
    {
      ...{ method: 'POST', path: `${functionsPath}/{FunctionName}/invocations`, operation: 'Invoke' },
      handle: (call) => invoke(functions, call),
    },
    {
      ...{ method: 'PUT', path: `${responsePath}/{Token}` },
      async handle({ path, request }) {
        responses.receive(path.Token ?? '', await request.text());
        return new Answer({ status: 200 });
      },
    },
  ];
  return restJsonService(['lambda'], operations);
}

function get(path: string, operation: string, handle: RestJsonRoute['handle']): RestJsonRoute {
  return { method: 'GET', path, operation, handle };
}

function paged(request: ServiceRequest, name: string, all: readonly object[], usual = 50): object {
  const size = Number(request.query.get('MaxItems') ?? usual);
  if (!(Number.isInteger(size) && size >= 1 && size <= 10_000)) {
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value '${request.query.get('MaxItems')}' at 'maxItems' failed to satisfy constraint: Member must have value between 1 and 10000`,
    );
  }
  const { items, next } = pageOf(all, {
    token: request.query.get('Marker') ?? undefined,
    size: Math.min(size, usual),
    invalidToken: 'InvalidParameterValueException',
  });
  return { [name]: items, ...(next === undefined ? {} : { NextMarker: next }) };
}
