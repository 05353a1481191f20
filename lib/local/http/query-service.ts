import { AwsError } from './aws-error';
import { QueryParams } from './query-params';
import { type RefusedParameters, refuseParameters } from './refused-parameters';
import { renderXml, xmlHead } from './render-xml';
import type { Service, ServiceRequest, ServiceResponse } from './service';

/** Answers one action with what stands inside `<XResult>` (query), or inside `<XResponse>` (EC2). */
export type QueryOperation = (params: QueryParams, request: ServiceRequest) => Promise<object> | object;

export interface QueryServiceOptions {
  /** Names in the signature's scope: `['cloudformation']`. */
  readonly scopes: readonly string[];
  /** Name space of the answers, such as `http://cloudformation.amazonaws.com/doc/2010-05-15/`. */
  readonly xmlns: string;
  /** API version, such as `2010-05-15`; named in the error about an unknown action. */
  readonly version: string;
  /** `query` wraps answers in `XResult` and lists in `member`; `ec2` does neither (`item`, lower camel names as you give them). @default 'query' */
  readonly dialect?: 'query' | 'ec2';
  /** Names of list elements that are not `member` (RDS: `{ DBInstances: 'DBInstance' }`; `''` is a flattened list). @default {} */
  readonly members?: Readonly<Record<string, string>>;
  readonly operations: Readonly<Record<string, QueryOperation>>;
  /** @default none */
  readonly refused?: RefusedParameters;
}

/**
 * A service of the query protocol: form or query string in, XML out. Give it the actions:
 *
 *     export const openIdentity = (cloud: Identity): Service => queryService({
 *       scopes: ['sts'], xmlns: 'https://sts.amazonaws.com/doc/2011-06-15/', version: '2011-06-15',
 *       operations: {
 *         GetCallerIdentity: () => ({ Account: cloud.accountId, Arn: '…', UserId: '…' }),
 *         DescribeThings: (params) => ({ Things: params.texts('Names').map((Name) => ({ Name })) }),
 *       },
 *     });
 *
 * `params` is a QueryParams (text, required, flag, number, texts, structures, structure, tags). Answers are plain objects as
 * `renderXml` takes them: arrays become `<member>` lists, `undefined` is left out, a Date is ISO time. An action throws
 * AwsError(code, message, status); any other error becomes a 500 InternalFailure that the server reports.
 */
export function queryService(options: QueryServiceOptions): Service {
  const ec2 = options.dialect === 'ec2';
  const xml = { xmlns: options.xmlns, member: ec2 ? 'item' : 'member', members: options.members };
  return {
    scopes: options.scopes,
    operations: Object.keys(options.operations),
    operationOf: async (request) => (await formOf(request)).get('Action') ?? '',
    async handle(request) {
      const form = await formOf(request);
      const action = form.get('Action') ?? '';
      const operation = Object.hasOwn(options.operations, action) ? options.operations[action] : undefined;
      if (!operation) {
        throw new AwsError('InvalidAction', `Could not find operation ${action} for version ${options.version}`);
      }
      const params = QueryParams.parse(form, ec2 ? 'MissingParameter' : 'ValidationError');
      const sent = (name: string) => (params.has(name) ? (params.text(name) ?? true) : undefined);
      refuseParameters(options.refused, action, sent, ec2 ? 'UnknownParameter' : 'ValidationError');
      const result = await operation(params, request);
      const body = ec2
        ? { requestId: request.requestId, ...result }
        : { [`${action}Result`]: result, ResponseMetadata: { RequestId: request.requestId } };
      return answer(200, renderXml(`${action}Response`, body, xml));
    },
    drawError(error, request) {
      const detail = { Code: error.code, Message: error.message, ...error.extra };
      if (ec2) {
        const body = { Errors: { Error: detail }, RequestID: request.requestId };
        return answer(error.status, renderXml('Response', body));
      }
      const body = {
        Error: { Type: error.status < 500 ? 'Sender' : 'Receiver', ...detail },
        RequestId: request.requestId,
      };
      return answer(error.status, renderXml('ErrorResponse', body, { xmlns: options.xmlns }));
    },
  };
}

async function formOf(request: ServiceRequest): Promise<URLSearchParams> {
  return request.method === 'POST' ? new URLSearchParams(await request.text()) : request.query;
}

function answer(status: number, xml: string): ServiceResponse {
  return { status, headers: { 'content-type': 'text/xml' }, body: xmlHead + xml };
}
