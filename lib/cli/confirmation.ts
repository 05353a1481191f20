import { PreviewError } from '../errors';

/** Whether the person typed the stack's name. Throws PreviewError `option-invalid` when it is another name: then the wrong thing is meant. */
export function checkConfirmation(typed: string | undefined, stackName: string): boolean {
  if (typed === undefined || typed === stackName) return typed !== undefined;
  throw new PreviewError('option-invalid', `--confirm is "${typed}", but the stack is ${stackName}`, {
    fault: 'user',
    hint: 'Type the name of the stack that is to be deleted.',
  });
}

/** The error for a deletion that was not confirmed. */
export function unconfirmed(stackName: string): PreviewError {
  return new PreviewError('unconfirmed', `${stackName} would be deleted with its data`, {
    fault: 'user',
    hint: `If you mean it, add --confirm ${stackName}`,
  });
}
