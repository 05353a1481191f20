import { PreviewError } from '../errors';
import { fileRule } from './check/file-rules';
import type { SettingFault } from './check/rule';
import { faultsOfTargets } from './check/targets';
import { isRecord } from './layers/tree';
import type { SettingsFile } from './settings';

/**
 * The settings file, when nothing is wrong with it: each layer as it is written, and each target that comes of them.
 *
 * @throws PreviewError `settings-invalid` with every fault at once, each with its path, the wrong value and what to write
 */
export function checkSettings(raw: unknown): SettingsFile {
  const faults = faultsOf(raw);
  // The rules make sure of the shape; the compiler makes sure that there is a rule for every key.
  if (faults.length === 0) return raw as SettingsFile;
  const count = faults.length === 1 ? 'one fault' : `${faults.length} faults`;
  throw new PreviewError('settings-invalid', `the settings have ${count}`, {
    fault: 'user',
    hint: 'Fix what is listed, then try again.',
    faults,
  });
}

function faultsOf(raw: unknown): SettingFault[] {
  const written: SettingFault[] = [];
  const cleaned = fileRule(raw, '', (fault) => written.push(fault));
  if (!isRecord(cleaned)) {
    const hint = 'End the file with `export default defineSettings({ … })`.';
    return [{ path: 'settings', message: 'the file exports no settings', hint }];
  }
  const resolved = faultsOfTargets(cleaned as unknown as SettingsFile, written);
  // Several targets inherit one value: its fault is listed once.
  return [...new Map([...written, ...resolved].map((fault) => [`${fault.path}: ${fault.message}`, fault])).values()];
}
