import type { Check } from '../check';
import { type Finding, ok, warning } from '../finding';
import type { Member } from '../members';

/** A file that cannot be read or is wrong never comes here: `settingsFault` says so. */
export const settingsCheck: Check = {
  name: 'settings',
  title: 'settings',
  async look({ request, members, stage }) {
    const { file, settings } = request;
    const findings: Finding[] = [ok(`${file} is valid: ${settings.project}, ${members.map(shown).join(', ')}`)];
    if (members.length > 0) return findings;
    return [warning(`${file} is valid, but ${settings.project} has neither a host for ${stage} nor previews`)];
  },
};

function shown({ label, values, domain }: Member): string {
  const services = Object.entries(values.services).map(([name, { platform }]) => `${name} on ${platform}`);
  const where = `${values.scheme}://${label === 'previews' ? '*.' : ''}${domain}`;
  return `${label} at ${where} (${services.join(', ')})`;
}
