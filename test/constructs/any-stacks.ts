import * as fc from 'fast-check';
import { addStacks } from '../../lib/constructs/app-context';
import { checkSettings } from '../../lib/settings/check';
import { resolveSettings } from '../../lib/settings/resolve';
import { anySettings } from './any-settings';
import { applicationInput, environmentInput, preview } from './inputs';
import { violations } from './validate';

/** What the CDK's own validator finds in the stacks of this many settings files without fault, made by chance from a seed. */
export function foundInAnyStacks(count: number, seed: number): string[] {
  const samples = fc.sample(anySettings, { seed, numRuns: count });
  const made = new Set<string>();
  return violations((app) => {
    for (const { file, target } of samples) {
      const settings = resolveSettings(checkSettings(file), target);
      const name = JSON.stringify([file.project, target]);
      // Two stacks of one app cannot have one name.
      if (made.has(name)) continue;
      made.add(name);
      const input = environmentInput(target);
      const [release] = Object.values(input.releases);
      const services = Object.keys(settings.values.services);
      const releases = Object.fromEntries(services.flatMap((one) => (release ? [[one, release]] : [])));
      const balancer = { ...environmentInput(preview).application.balancer };
      const application = {
        ...input.application,
        balancer: { arn: '', dnsName: '', hostedZoneId: '', securityGroupId: '', ...balancer },
      };
      addStacks(app, { applications: [], environments: [{ ...input, settings, releases, application }] });
      const stage = target.kind === 'production' ? target : ({ kind: 'staging' } as const);
      if (target.kind === 'preview' || made.has(JSON.stringify([file.project, stage.kind]))) continue;
      made.add(JSON.stringify([file.project, stage.kind]));
      addStacks(app, {
        applications: [
          {
            ...applicationInput(stage),
            settings,
            ...(stage.kind === 'staging' && { previewSettings: resolveSettings(file, preview) }),
          },
        ],
        environments: [],
      });
    }
  });
}
