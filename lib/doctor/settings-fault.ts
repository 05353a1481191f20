import type { PreviewError } from '../errors';
import type { Checked } from './check';
import { fault } from './finding';
import { findingOfError } from './finding-of-error';

/** What is found when there are no settings to look by: each of their faults, and nothing else. */
export function settingsFault(error: PreviewError): Checked {
  const { faults } = error;
  const each = faults.map(({ path, message, hint }) => fault(`${path}: ${message}`, hint));
  return { name: 'settings', title: 'settings', findings: each.length > 0 ? each : [findingOfError(error)] };
}
