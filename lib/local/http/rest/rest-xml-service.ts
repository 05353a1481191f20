import { AwsError } from '../aws-error';
import { parseXml, type XmlElement } from '../parse-xml';
import { renderXml, xmlHead } from '../render-xml';
import type { Service, ServiceRequest, ServiceResponse } from '../service';
import { findRoute, type RestRoute } from './rest-route';

export interface RestXmlCall {
  /** The `{Name}` parts of the route's path, percent-decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly request: ServiceRequest;
  /** The body's outermost element. Throws AwsError MalformedXML. */
  xml(): Promise<XmlElement>;
}

export interface RestXmlRoute extends RestRoute {
  readonly operation: string;
  /** Element around the answer. @default the operation followed by `Response` */
  readonly answer?: string;
  /** HTTP status of success. @default 200 */
  readonly status?: number;
  readonly handle: (call: RestXmlCall) => Promise<RestXmlAnswer> | RestXmlAnswer;
}

/** What stands in the answer's element; `headers` are sent as such. */
export interface RestXmlAnswer {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: object;
}

export interface RestXmlServiceOptions {
  readonly scopes: readonly string[];
  readonly xmlns: string;
  /** Names of list elements: `{ HostedZones: 'HostedZone' }`; `''` is a flattened list. @default {} */
  readonly members?: Readonly<Record<string, string>>;
  readonly routes: readonly RestXmlRoute[];
}

/**
 * A REST service that speaks XML, such as Route 53: chosen by method and path; read bodies with `textOf`, `elementsOf` … of
 * parse-xml; answer `{ body: {…} }` as `renderXml` takes it. (S3 streams, and has its own.)
 */
export function restXmlService(options: RestXmlServiceOptions): Service {
  const find = (request: ServiceRequest) => findRoute(options.routes, request, 'InvalidInput');
  return {
    scopes: options.scopes,
    operations: options.routes.map(({ operation }) => operation),
    operationOf: (request) => find(request)?.route.operation ?? `${request.method} ${request.path}`,
    async handle(request) {
      const found = find(request);
      if (!found) {
        throw new AwsError('InvalidAction', `No operation answers ${request.method} ${request.path}`, 404);
      }
      const { route, path } = found;
      const { headers, body } = await route.handle({
        path,
        request,
        xml: async () => parseXml(await request.text()),
      });
      const name = route.answer ?? `${route.operation}Response`;
      return draw(route.status ?? 200, renderXml(name, body, options), headers);
    },
    drawError(error, request) {
      const detail = { Type: error.status < 500 ? 'Sender' : 'Receiver', Code: error.code, Message: error.message };
      const body = { Error: { ...detail, ...error.extra }, RequestId: request.requestId };
      return draw(error.status, renderXml('ErrorResponse', body, { xmlns: options.xmlns }));
    },
  };
}

function draw(status: number, xml: string, headers: Readonly<Record<string, string>> = {}): ServiceResponse {
  return { status, headers: { 'content-type': 'text/xml', ...headers }, body: xmlHead + xml };
}
