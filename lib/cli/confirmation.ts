import type { RollbackPlan } from '../deploy/rollback/rollback-request';
import { PreviewError } from '../errors';
import type { Ask } from '../init/ask/question';
import { shortHash } from '../text/short-hash';

/** Whether the person typed the stack's name. Throws PreviewError `option-invalid` when it is another name: then the wrong thing is meant. */
export function checkConfirmation(typed: string | undefined, stackName: string): boolean {
  if (typed === undefined || typed === stackName) return typed !== undefined;
  throw new PreviewError('option-invalid', `--confirm is "${typed}", but the stack is ${stackName}`, {
    fault: 'user',
    hint: 'Type the name of the stack that is to be deleted.',
  });
}

/** The error for a deletion that was not confirmed. */
export function unconfirmed(stackName: string, data = 'its data'): PreviewError {
  return new PreviewError('unconfirmed', `${stackName} would be deleted with ${data}`, {
    fault: 'user',
    hint: `If you mean it, add --confirm ${stackName}`,
  });
}

/** Whether a person lets production go back. Throws PreviewError `unconfirmed` where none is at the terminal. */
export async function agreeToRollback(
  { from, to }: Pick<RollbackPlan, 'from' | 'to'>,
  ask: Ask | undefined,
): Promise<boolean> {
  const text = `Bring ${shortHash(to)} back to production?`;
  const answer = ask && (await ask({ key: 'app', flag: '--yes', text, proposal: 'no' })).trim();
  if (answer !== undefined) return /^(y|yes)$/i.test(answer);
  throw new PreviewError('unconfirmed', `production would go back from ${shortHash(from)} to ${shortHash(to)}`, {
    fault: 'user',
    hint: 'If you mean it, add --yes.',
  });
}
