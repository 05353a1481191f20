import { randomUUID } from 'node:crypto';
import { PreviewError } from '../../errors';
import type { ProposedChange, Stack, StackChange } from '../../ports/stacks';
import { visible } from '../../text/visible';
import type { Tell } from '../events';
import { followChange, type PutResult } from '../put-stack';
import type { RemovalPorts } from '../remove-stack';
import { stuck } from '../settle-stack';
import { isUnderWay, stackState } from '../stack-state';
import type { RevisedTemplate } from './revise-template';
import { strays } from './strays';

export interface ReviseStack {
  /** As it was found before its template was read. */
  readonly stack: Stack;
  readonly revised: RevisedTemplate;
  /** A preview may be destroyed and deployed again; a stage never. */
  readonly isPreview: boolean;
  readonly roleArn: string;
  readonly templateStore: NonNullable<StackChange['templateStore']>;
  /** Throws when the change is wanted no more. It is asked right before the change set is executed. @default it is wanted */
  readonly checkWanted?: (() => Promise<void>) | undefined;
  readonly tell: Tell;
  readonly signal?: AbortSignal | undefined;
}

/** So many strays are named. */
const named = 5;

/**
 * Makes sure that a stack takes a revision now. It does not wait for others: what they deploy is what would be revised.
 *
 * @throws PreviewError `stack-busy`, `stack-stuck`
 */
export function checkRevisable(stack: Stack, isPreview: boolean): void {
  if (isUnderWay(stack.status)) {
    throw new PreviewError('stack-busy', `The stack ${stack.name} is in ${stack.status}: somebody changes it now`, {
      fault: 'world',
      hint: 'Wait for the end of that, look at what runs then, and repeat.',
    });
  }
  if (stackState(stack.status) !== 'changeable') throw stuck(stack, { isPreview });
}

/**
 * Brings a revised template to its stack, with the tags and the protection that it has. The change set is looked at before it is executed, and
 * CloudFormation refuses to execute it once the stack has another update: so nothing of another deploy is taken back.
 *
 * @throws PreviewError `stack-busy`, `stack-stuck`, `change-strays`, `stack-overtaken`; what `checkWanted` and following throw
 */
export async function reviseStack(
  ports: Pick<RemovalPorts, 'stacks' | 'clock'>,
  revise: ReviseStack,
): Promise<PutResult> {
  const { stack, revised, isPreview, roleArn, templateStore, checkWanted, tell, signal } = revise;
  const { name: stackName, tags, terminationProtection, status: formerStatus } = stack;
  checkRevisable(stack, isPreview);
  signal?.throwIfAborted();
  const review = async (changes: readonly ProposedChange[]) => {
    const found = strays(changes, revised.mayChange);
    if (found.length > 0) throw changeStrays(stackName, found);
    const now = await ports.stacks.find(stack.id);
    if (now?.status !== formerStatus || now.updatedAt?.getTime() !== stack.updatedAt?.getTime())
      throw overtaken(stackName);
    await checkWanted?.();
  };
  const token = `revise-${randomUUID()}`;
  const template = { stackName, body: revised.body, tags };
  const started = await ports.stacks
    .change({ ...{ stackName, template, tags, roleArn, terminationProtection, token, templateStore, review } })
    .catch((error: unknown) => {
      // CloudFormation's own words are about a change set, and no reader knows of one.
      throw error instanceof PreviewError && error.code === 'stack-overtaken' ? overtaken(stackName, error) : error;
    });
  return followChange(ports, { stackName, tell, signal }, { started, token, formerStatus: { formerStatus } });
}

function changeStrays(stackName: string, found: readonly string[]): PreviewError {
  const more = found.length > named ? ` and ${found.length - named} more` : '';
  const what = found.slice(0, named).map((one) => visible(one));
  return new PreviewError(
    'change-strays',
    `The change set of ${stackName} would change more than was asked for: ${what.join('; ')}${more}`,
    {
      fault: 'world',
      hint: 'It was discarded, and nothing changed. Somebody changed the stack past its deploys: deploy, which brings everything to what the settings say.',
    },
  );
}

export function overtaken(stackName: string, cause?: PreviewError): PreviewError {
  return new PreviewError('stack-overtaken', `another run changed stack ${stackName} meanwhile, or is at it now`, {
    fault: 'world',
    hint: 'Nothing was changed here. Look at what runs when it has ended, and repeat.',
    cause,
  });
}
