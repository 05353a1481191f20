import { PreviewError } from '../errors';
import { visible } from '../text/visible';

/**
 * A refusal with AWS's own sentence, and the hint that fits the kind of policy it names. Kinds and wording: IAM user guide, "Troubleshoot
 * access denied error messages" (read 2026-11-27); since January 2026 the ARN of the policy can follow.
 *
 * @param asked the action that we asked for; AWS may refuse another one that it needs, such as iam:PassRole
 */
export function accessDenied(asked: string, said: string, cause: unknown): PreviewError {
  // EC2 adds a blob that only `sts decode-authorization-message` can read.
  const sentence = visible(said.replace(/\.?\s*Encoded authorization failure message: \S+/, ''), 600);
  const plain = /^(access denied|forbidden|unknown(error)?|you are not authorized to perform this operation)?\.?$/i;
  return new PreviewError(
    'access-denied',
    `AWS refuses ${asked} to these credentials${plain.test(sentence) ? '' : `: ${sentence}`}`,
    { fault: 'world', cause, hint: hintFor(asked, sentence) },
  );
}

const kinds =
  /(?:(with an explicit deny) in (?:an?|the)|because no) (service control policy|resource control policy|permissions boundary|session policy|resource-based policy|VPC endpoint policy|role trust policy|identity-based policy)/;

function hintFor(asked: string, sentence: string): string {
  const [, action = asked, resource] =
    /not authorized to perform:? ([\w-]+:[\w*]+)(?: on resource: "?([^\s"]+?)"?)?(?=[\s.]|$)/i.exec(sentence) ?? [];
  const [, deny, kind] = kinds.exec(sentence) ?? [];
  const denied = deny !== undefined || /with an explicit deny\b/.test(sentence);
  const wish = `${denied ? 'Remove the Deny of' : 'Allow'} ${action}`;
  const its = resource === undefined || resource === '*' ? 'the resource' : resource;
  switch (kind) {
    case 'service control policy':
    case 'resource control policy':
      return `Ask an administrator of the AWS organization to change its ${kind}: no policy of this account can allow ${action} against it.`;
    case 'session policy':
      return `Take credentials whose session policy allows ${action}: it was set when the session began.`;
    case 'permissions boundary':
      return `${wish} in the permissions boundary of these credentials; if deploy-application made it, run that again with this release.`;
    case 'VPC endpoint policy':
      return `${wish} in the policy of the VPC endpoint through which this machine reaches AWS.`;
    case 'resource-based policy':
      return `${wish} in the policy of ${its} itself.`;
    case 'role trust policy':
      return `${wish} in the trust policy of ${its}.`;
    default:
  }
  if (denied) {
    return `${wish} from the policies of these credentials: no Allow overrides it. A Deny for sessions without MFA ends when you sign in with MFA.`;
  }
  // Two policies allow it: the role's trust, and for AssumeRole the caller's own.
  if (action.startsWith('sts:AssumeRole'))
    return `${wish} in the trust policy of ${resource ?? 'the role'}, and to the caller.`;
  const on = resource === undefined || resource === '*' ? '' : ` on ${resource}`;
  return `Allow ${action}${on} in the role's policy; if deploy-application made the role, run that again with this release.`;
}
