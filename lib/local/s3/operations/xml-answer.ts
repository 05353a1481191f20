import { renderXml, xmlHead } from '../../http/render-xml';
import type { ServiceResponse } from '../../http/service';

/** An answer of S3: lists are flattened, as everywhere in S3, unless `members` names their elements. */
export function xmlAnswer(
  root: string,
  body: object,
  more: {
    readonly headers?: Readonly<Record<string, string>>;
    readonly members?: Readonly<Record<string, string>>;
  } = {},
): ServiceResponse {
  const xmlns = 'http://s3.amazonaws.com/doc/2006-03-01/';
  return {
    status: 200,
    headers: { 'content-type': 'application/xml', ...more.headers },
    body: xmlHead + renderXml(root, body, { xmlns, member: '', members: more.members }),
  };
}
