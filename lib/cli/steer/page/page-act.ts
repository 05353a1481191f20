import type { ControlCommand } from '../../../control/command';
import { type DeedEnd, type DeedVerb, questions } from '../../../control/deeds';
import { doAsked, endOf } from '../../../control/do-asked';
import { kept } from '../../../control/kept';
import { PreviewError } from '../../../errors';
import type { AuditedAct } from '../../../ports/audit';
import { stagingBucket } from '../../../previews/deployed/staging-application';
import type { Progress } from '../../../progress';
import { targetOfBranch } from '../../../settings/target-of-branch';
import type { Invocation } from '../../command';
import { openClock } from '../../compose/clock';
import { openPorts } from '../../compose/ports';
import { openPricesOrWarn } from '../../compose/prices';
import { anyPreview, type Session } from '../../session';
import { deedsOf } from '../deeds';
import { steeringOf } from '../steering';
import { captured } from './captured';

/** What somebody asks for on the page. */
export interface PageAsked {
  readonly branch: string;
  readonly command: ControlCommand<DeedVerb>;
  readonly words: string;
  readonly by: string;
}

export interface PageActor {
  readonly invocation: Invocation;
  readonly session: Session;
  /** Whether what cannot be written into the audit is not done. */
  readonly mustAudit: boolean;
}

/** What stands before a verb in answers. */
const word = 'preview-stacks';

/** Does what was asked for on the page. What goes wrong is in what it returns. */
export async function actOn(
  { invocation, session, mustAudit }: PageActor,
  asked: PageAsked,
  line: (text: string) => void,
): Promise<DeedEnd> {
  const clock = openClock();
  const progress = captured(line, clock);
  try {
    const { command, words, by } = asked;
    const branch = (command.verb === 'create' ? command.branch : undefined) ?? asked.branch;
    if (targetOfBranch(session.file, branch).kind !== 'preview') {
      return refused(`${branch} deploys staging or production, and only previews are steered so.`);
    }
    const deeds = deedsOf(
      await steeringOf({ invocation, session, progress, word, pricesOf: await openPricesOrWarn(session) }),
    );
    const work = () => doAsked(deeds, branch, command);
    if (questions.includes(command.verb)) return await work();
    progress.emit({ kind: 'asked', by, asked: words, branch });
    const act: AuditedAct = { at: clock.now().toISOString(), by, from: { kind: 'page' }, asked: words, branch };
    return await audited({ invocation, session, progress, mustAudit }, act, work);
  } catch (error) {
    if (error instanceof PreviewError && error.fault !== 'us') return endOf(error);
    if (!invocation.signal.aborted) throw error;
    return { ended: 'failed', code: 'interrupted', text: 'It was interrupted. Asked for again, it goes on.' };
  }
}

async function audited(
  { invocation, session, progress, mustAudit }: PageActor & { readonly progress: Progress },
  act: AuditedAct,
  work: () => Promise<DeedEnd>,
): Promise<DeedEnd> {
  const settings = session.settingsOf(anyPreview);
  const ports = await openPorts(invocation, session, settings, progress);
  try {
    const { audit, clock } = ports;
    let isTried = false;
    const trying = () => {
      isTried = true;
      return work();
    };
    const end = await kept({ audit, clock, progress }, () => stagingBucket(ports, settings), act, trying);
    if (mustAudit || isTried || invocation.signal.aborted) return end;
    progress.emit({ kind: 'warned', message: `It is done, and not in the audit: ${end.text}` });
    return await work();
  } finally {
    await ports.close();
  }
}

function refused(text: string): DeedEnd {
  return { ended: 'refused', code: 'asked-of-stage', text };
}
