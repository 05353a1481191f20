import type { Check } from '../check';
import { type Finding, ok, warning } from '../finding';

/** Where the branches live: cleanup deletes on what it says. */
export const branchesCheck: Check = {
  name: 'branches',
  title: 'branches',
  async look({ ports, request, stage }) {
    const repository = await ports.repository();
    const names = new Set<string>();
    for await (const { name } of repository.branches()) names.add(name);
    const count = names.size === 1 ? '1 branch' : `${names.size} branches`;
    const findings: Finding[] = [ok(`${count} can be read from ${repository.identity}`)];
    const { branch, values } = request.settings;
    if (values.host !== undefined && !names.has(branch)) {
      const saw = `a push to "${branch}" deploys ${stage}, and there is no such branch`;
      findings.push(warning(saw, `Push the branch, or set ${stage}.branch in the settings.`));
    }
    return findings;
  },
};
