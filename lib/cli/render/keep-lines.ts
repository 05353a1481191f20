import type { KeepOutcome } from '../../cleanup/keep/keep-request';
import { keptText } from '../../previews/keeping';
import { moment } from '../../text/moment';
import { plain } from '../../text/visible';

/** Until when a preview stays, and why not longer; or why it cannot be kept. */
export function keepLines(outcome: KeepOutcome): readonly string[] {
  const name = plain(outcome.branch);
  const stack = plain(outcome.stackName);
  switch (outcome.kind) {
    case 'kept': {
      const { keepUntil, until, cutByDays, formerly } = outcome;
      const stays = `${name} stays ${keptText(new Date(until))}`;
      const before = formerly === undefined || formerly === keepUntil ? [] : [formerText(formerly)];
      if (cutByDays === undefined) return [`${stays}.`, ...before];
      return [
        `${stays}, not ${keptText(new Date(keepUntil))}: settings keep a preview for ${cutByDays} d after its last change.`,
        'The next deploy that changes it begins them anew. Cleanup goes by the settings of the default branch.',
        ...before,
      ];
    }
    case 'no-longer':
      return outcome.formerly === undefined
        ? [`No one had asked to keep ${name}: nothing was changed.`]
        : [`${name} is kept no longer: cleanup goes by its branch.`, formerText(outcome.formerly)];
    case 'nothing-there':
      return [`${name} has no preview: there is no stack ${stack}.`];
    case 'going':
      return [
        `${name} cannot be kept: its stack ${stack} is being deleted (${plain(outcome.status)}). The next push makes a new one.`,
      ];
    case 'no-record':
      return [
        `${name} cannot be kept yet: its stack ${stack} (${plain(outcome.status)}) has no record. Keep it when a deploy has made one.`,
      ];
    case 'used-up':
      return [
        `${name} cannot be kept: settings keep a preview for ${outcome.maxKeepDays} d after its last change, and that was ${moment(new Date(outcome.lastChange))}.`,
        'A push, or a deploy that changes it, begins them anew; else raise cleanup.maxKeepDays on the default branch.',
      ];
  }
}

function formerText(formerly: string): string {
  return `Before, its record said ${keptText(new Date(formerly))}.`;
}
