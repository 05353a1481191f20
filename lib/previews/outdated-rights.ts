import { PreviewError } from '../errors';
import { hasOutdatedRights } from '../facts/application-outputs';
import type { ApplicationFacts } from '../facts/facts';
import type { Stage } from '../naming/target';
import type { Stack } from '../ports/stacks';

/** What an application stack of an older release means, and what to do about it. */
export function outdatedRights(stage: Stage): { readonly message: string; readonly hint: string } {
  return {
    message: `an older release deployed the application stack of ${stage}: its roles may lack rights or trust that this release needs`,
    hint: `Run \`preview-stacks deploy-application --target ${stage}\` again with this release.`,
  };
}

/** Warns before the first step that such a stack may make AWS refuse. */
export function warnOfOutdated(application: ApplicationFacts | undefined, warn: (message: string) => void): void {
  if (!application?.rightsOutdated) return;
  const { message, hint } = outdatedRights(application.stage);
  warn(`${message}. ${hint}`);
}

/**
 * An error as it is; where AWS refuses a right, and an older release deployed the application stack, with the hint to deploy that again.
 *
 * @param find the application stack, asked for only then
 */
export async function explainRefusal(
  error: unknown,
  stage: Stage,
  find: () => Promise<Stack | undefined>,
): Promise<unknown> {
  if (!(error instanceof PreviewError) || !isRefusal(error)) return error;
  // Best effort: the error that led here is what the user must read.
  const stack = await find().catch(() => undefined);
  if (stack === undefined || !hasOutdatedRights(stack.outputs)) return error;
  const { message, hint } = outdatedRights(stage);
  const { code, fault, cause, faults } = error;
  const rest = code === 'access-denied' || error.hint === undefined ? '' : ` ${error.hint}`;
  return new PreviewError(code, `${error.message}; ${message}`, { fault, cause, faults, hint: `${hint}${rest}` });
}

/** By a call of ours, or by one of CloudFormation under its role, which tells it in words only. */
function isRefusal({ code, message }: PreviewError): boolean {
  // What is no policy of ours: deploy-application does not change it.
  if (/\b(service control|resource control|session|VPC endpoint) policy\b/.test(message)) return false;
  return code === 'access-denied' || /not authorized to perform|AccessDenied|cannot be assumed/i.test(message);
}
