import { applicationNames } from '../../naming/application-names';
import type { SettingsFile } from '../settings';
import type { SettingFault } from './rule';
import { show } from './show';
import { type TargetUnderCheck, writtenAt } from './target-under-check';

const keys = [
  'principal',
  'createProvider',
  'word',
  'allow.destroy',
  'allow.longKeeps',
  'allow.forever',
  'longKeepDays',
  'publicLogs',
  'slack.team',
].map((key) => `control.${key}`);

/** What must hold for the role that acts on previews for people. */
export function controlFaults(staging: TargetUnderCheck, { project }: SettingsFile): SettingFault[] {
  const { control, ci, account } = staging.values;
  if (control === undefined) return [];
  const faults: SettingFault[] = [];
  if (ci === undefined) {
    const message = 'the role for control stands beside the roles for CI, and ci is not set';
    const hint = "Set ci.provider to 'circleci' or 'github-actions'.";
    faults.push({
      path: writtenAt(staging, ['control', ...keys], 'staging'),
      message,
      hint,
    });
  }
  const { principal = '' } = control;
  const path = writtenAt(staging, ['control.principal'], 'staging');
  const [, of, role = ''] = /^arn:[^:]+:iam::(\d{12}):role\/(.+)$/.exec(principal) ?? [];
  if (of !== undefined && account !== undefined && of !== account) {
    const message = `${show(principal)} is a role of another account than staging's`;
    faults.push({ path, message, hint: `Name a role of ${account}: who may change previews is decided there.` });
  }
  if (isOurs(project, role)) {
    const message = `${show(principal)} is a role that preview-stacks makes`;
    faults.push({ path, message, hint: 'Name the role of a bot or a page: code of any branch may run under ours.' });
  }
  return faults;
}

/** Roles of the application stacks by their names, those of instances by their path: branches make some of them. */
function isOurs(project: string, role: string): boolean {
  const made = (['staging', 'production'] as const).flatMap((stage) => Object.values(applicationNames(project, stage)));
  return made.includes(role) || new RegExp(`^${project}-(production|staging|preview)/`).test(role);
}
