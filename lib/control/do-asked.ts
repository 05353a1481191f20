import { PreviewError } from '../errors';
import type { ControlCommand } from './command';
import type { DeedEnd, Deeds, DeedVerb } from './deeds';

/** Does what was asked for. What goes wrong becomes words, but for a defect of ours, and for an interruption. */
export async function doAsked(deeds: Deeds, branch: string, asked: ControlCommand<DeedVerb>): Promise<DeedEnd> {
  try {
    const deed = deeds[asked.verb] as (branch: string, asked: ControlCommand<DeedVerb>) => Promise<DeedEnd>;
    return await deed(branch, asked);
  } catch (error) {
    if (!(error instanceof PreviewError) || error.fault === 'us' || error.code === 'interrupted') throw error;
    return endOf(error);
  }
}

/** An error in the words of an answer. What the asker can put right by asking for something else was refused; the rest failed. */
export function endOf({ code, message, hint, fault }: PreviewError): DeedEnd {
  return {
    ...{ ended: fault === 'user' ? 'refused' : 'failed', code, text: `${message}.` },
    ...(hint !== undefined && { lines: [hint] }),
  };
}
