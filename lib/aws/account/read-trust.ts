import { PreviewError } from '../../errors';
import type { TrustStatement } from '../../ports/roles';

type Json = Readonly<Record<string, unknown>>;

/**
 * The statements of a trust policy as IAM gives it, percent-encoded.
 *
 * @throws PreviewError `aws-answer-strange` when it is no policy
 */
export function readTrust(encoded: string): readonly TrustStatement[] {
  try {
    const document = JSON.parse(decodeURIComponent(encoded)) as Json;
    const statements = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
    return statements.filter(isRecord).map((statement) => ({
      effect: String(statement.Effect),
      federated: isRecord(statement.Principal) ? texts(statement.Principal.Federated) : [],
      actions: texts(statement.Action),
      conditions: Object.fromEntries(
        Object.entries(isRecord(statement.Condition) ? statement.Condition : {}).map(([operator, keys]) => [
          operator,
          Object.fromEntries(Object.entries(isRecord(keys) ? keys : {}).map(([key, value]) => [key, texts(value)])),
        ]),
      ),
    }));
  } catch (cause) {
    throw new PreviewError('aws-answer-strange', 'the trust policy that iam:GetRole gives cannot be read', {
      fault: 'world',
      hint: 'Check proxies, and AWS_ENDPOINT_URL if it is set.',
      cause,
    });
  }
}

/** IAM takes one value and a list of one for the same. */
function texts(value: unknown): readonly string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
