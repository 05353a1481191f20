import type { TargetSettings } from '../settings/settings';
import type { Replaced } from './settings-here';

/** What a try cannot show: where AWS decides otherwise, by what these settings have. */
export function onAws(values: TargetSettings, replaced: readonly Replaced[], nodeVersion: string): string[] {
  const services = Object.entries(values.services);
  const python = services.filter(([, { platform }]) => /^python/.test(platform));
  const node = services.filter(
    ([, { platform }]) => /^nodejs/.test(platform) && !nodeVersion.startsWith(`v${platform.slice(7)}.`),
  );
  const secrets = replaced.filter(({ path }) => /\.secrets\.[^.]+$/.test(path));
  const lines: (string | false)[] = [
    node.length > 0 &&
      `${node.map(([name, { platform }]) => `${name} runs on ${platform}`).join(', ')}; here it ran on Node.js ${nodeVersion}.`,
    python.length > 0 &&
      `${python.map(([name, { platform }]) => `${name} runs on ${platform}`).join(', ')}, whose pip installs the packages in each deployment; here it ran on a Python of this machine, perhaps of another version and with its packages.`,
    values.database !== 'none' &&
      `The database is ${values.database.engine} ${values.database.version}; here another version may have run.`,
    secrets.length > 0 && `The secrets must exist: ${secrets.map(({ path }) => path.split('.').at(-1)).join(', ')}.`,
    `An instance is a ${[...new Set(services.map(([, { instanceType }]) => instanceType))].join(' or ')}: its memory and processors are others than here.`,
    'Account, domain, quotas and the newest version of the platform were not asked: `preview-stacks doctor` does.',
  ];
  return lines.filter((line) => line !== false);
}
