import type { ResolvedSettings } from '../../settings/resolve';
import { codeSpan } from '../../text/markdown';

/** What may be asked for in a pull request, in the order of how often it helps. */
const offered = {
  working: ['status', 'logs', 'help'],
  running: ['status', 'keep 3d', 'sleep', 'rebuild', 'rollback', 'logs', 'destroy', 'help'],
  asleep: ['status', 'wake', 'keep 3d', 'rebuild', 'destroy', 'help'],
  broken: ['why', 'logs', 'rebuild', 'rollback', 'destroy', 'help'],
  none: ['create', 'help'],
} as const;

/** Undefined where settings have no `control`. */
export function commandsLine(settings: ResolvedSettings, when: keyof typeof offered): string | undefined {
  const word = settings.values.control?.word;
  if (word === undefined) return undefined;
  return `**Commands** write ${codeSpan(word)} in a comment, then ${offered[when].map((one) => codeSpan(one)).join(' · ')}`;
}
