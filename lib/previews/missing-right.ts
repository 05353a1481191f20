import { PreviewError } from '../errors';
import { applicationNames } from '../naming/resource-names';
import { stageOf } from '../naming/target';
import { refusedAction } from '../settings/check/rights/refused-actions';
import type { ResolvedSettings } from '../settings/resolve';
import { portableArn } from '../settings/rights/portable-arn';
import { kitWith } from '../settings/rights/rights-for';

/** IAM user guide, "Troubleshoot access denied error messages" (read in November 2026). */
const refusal =
  /assumed-role\/([\w+=,.@-]+)\/\S+ is not authorized to perform:? ([a-z][a-z0-9-]*:[A-Z][A-Za-z0-9]*)(?: on resource: "?([^\s"]+))?/;

/**
 * An error as it is; where AWS refuses a right to the role of CloudFormation, or to a role of the stack by its boundary, and the stack has an
 * extension, with the statement of `rights` to write.
 */
export function explainMissingRight(error: unknown, settings: ResolvedSettings): unknown {
  if (!(error instanceof PreviewError) || settings.extend === undefined) return error;
  if (/explicit deny|(service control|resource control|session|VPC endpoint) policy\b/.test(error.message))
    return error;
  const [, role = '', action = '', said] = refusal.exec(error.message) ?? [];
  const { project, target } = settings;
  const prefix = `${project}-${target.kind}-`;
  const names = applicationNames(project, stageOf(target));
  const cloudFormation = target.kind === 'preview' ? names.previewCloudFormationRoleName : names.cloudFormationRoleName;
  const isBounded = role.startsWith(prefix) && error.message.includes('permissions boundary');
  if (role !== cloudFormation && !isBounded) return error;
  const list = role === cloudFormation ? 'stack' : 'app';
  const hint = hintFor(list, action, said?.replace(/[.,;)]+$/, ''), prefix);
  const then = `Once it is in the settings on the default branch, run deploy-application for ${stageOf(target)} again.`;
  const { code, message, fault, cause, faults } = error;
  const former = error.hint === undefined ? '' : ` ${error.hint}`;
  const all = hint.closed ? `${hint.text}${former}` : `${hint.text} ${then}${former}`;
  return new PreviewError(code, message, { fault, cause, faults, hint: all });
}

interface Hint {
  readonly text: string;
  /** No `rights` help. */
  readonly closed?: true;
}

function hintFor(list: 'stack' | 'app', action: string, resource: string | undefined, prefix: string): Hint {
  if (action === 'iam:PassRole') {
    return { text: "Write the service that takes the role into rights.passRolesTo, such as 'lambda.amazonaws.com'." };
  }
  if (action === 'iam:CreateServiceLinkedRole') {
    const [, service = '<service>.amazonaws.com'] = /aws-service-role\/([\w.-]+)\//.exec(resource ?? '') ?? [];
    return { text: `Write rights.serviceRoles: ['${service}'].` };
  }
  const closed = refusedAction(list, action);
  if (closed) return { text: `No \`rights\` give ${action}: it ${closed[0]}.`, closed: true };
  const kit = kitWith(list, action);
  const ready = kit === undefined ? '' : `rights: rightsFor('${kit}'), or in `;
  const isList = /:(Describe|List)/.test(action);
  if (resource === undefined || resource === '*') {
    const rest = isList && list === 'stack' ? "resources: ['*'] }" : 'resources: […] } (docs/extend.md, "Rights")';
    return { text: `Write ${ready}rights.${list} { because: '…', actions: ['${action}'], ${rest}.` };
  }
  const [name] = resource.split(/[:/]/).slice(-1);
  const outside = new RegExp(`(^|[:/])${prefix}`).test(resource)
    ? ''
    : ` The name has to begin with ${prefix}: give ${name} one by name('…').`;
  const statement = `{ because: '…', actions: ['${action}'], resources: ['${portableArn(resource, prefix)}'] }`;
  return { text: `Write ${ready}rights.${list}: [${statement}].${outside}` };
}
