import { PreviewError } from '../errors';
import type { ControlCommand } from './command';
import type { Deeds, DeedVerb, Told } from './deeds';

/** Does what was asked for. What goes wrong becomes words, but for a defect of ours. */
export async function doAsked(deeds: Deeds, branch: string, asked: ControlCommand<DeedVerb>): Promise<Told> {
  try {
    const deed = deeds[asked.verb] as (branch: string, asked: ControlCommand<DeedVerb>) => Promise<Told>;
    return await deed(branch, asked);
  } catch (error) {
    if (!(error instanceof PreviewError) || error.fault === 'us') throw error;
    return toldOf(error);
  }
}

/** An error in the words of an answer. What the asker can put right by asking for something else was refused; the rest failed. */
export function toldOf({ code, message, hint, fault }: PreviewError): Told {
  return {
    ...{ ended: fault === 'user' ? 'refused' : 'failed', code, text: `${message}.` },
    ...(hint !== undefined && { lines: [hint] }),
  };
}
