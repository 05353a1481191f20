import { randomUUID } from 'node:crypto';
import { AwsError } from '../../http/aws-error';
import { responsePath } from '../response-path';

/** What a custom resource answered, as it stands in its document. */
export interface CustomResponse {
  readonly status: string;
  readonly reason: string;
  readonly physicalId: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly noEcho: boolean;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref-responses.html: "the total size of the response body can't exceed 4096 bytes" */
const mostBytes = 4096;

/** The addresses to which custom resources send their answers; each is good for one answer, and cannot be guessed. */
export class Responses {
  private readonly open = new Map<string, (response: CustomResponse | string) => void>();

  /** Resolves with the answer, or with the words for one that cannot be taken. */
  expect(): {
    readonly path: string;
    readonly answer: Promise<CustomResponse | string>;
    readonly close: () => void;
  } {
    const token = randomUUID();
    const answer = new Promise<CustomResponse | string>((resolve) => this.open.set(token, resolve));
    return { path: `${responsePath}/${token}`, answer, close: () => this.open.delete(token) };
  }

  /** Throws AwsError AccessDenied for an address that waits for nothing. */
  receive(token: string, body: string): void {
    const resolve = this.open.get(token);
    if (!resolve) {
      throw new AwsError('AccessDenied', 'Nothing waits for this answer, or it has come already', 403);
    }
    this.open.delete(token);
    resolve(read(body));
  }
}

function read(body: string): CustomResponse | string {
  if (Buffer.byteLength(body) > mostBytes) {
    return 'Response object is too long.';
  }
  let document: Readonly<Record<string, unknown>>;
  try {
    document = JSON.parse(body);
  } catch {
    return 'Response is not valid JSON';
  }
  const { Status, Reason, PhysicalResourceId, Data, NoEcho } = document ?? {};
  return {
    status: String(Status),
    reason: typeof Reason === 'string' ? Reason : '',
    physicalId: typeof PhysicalResourceId === 'string' ? PhysicalResourceId : '',
    data: typeof Data === 'object' && Data !== null ? (Data as Record<string, unknown>) : {},
    noEcho: NoEcho === true || NoEcho === 'true',
  };
}
