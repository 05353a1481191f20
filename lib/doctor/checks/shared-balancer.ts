import type { Check } from '../check';
import { fault } from '../finding';
import { missingTargets, roomFor } from '../missing-targets';

/** The balancer that targets of the stage share: each public service takes a target group and a rule (trap T7). */
export const sharedBalancerCheck: Check = {
  name: 'shared-balancer',
  title: 'shared balancer',
  after: ['credentials', 'application'],
  concerns: ({ members }) => members.some(({ values }) => values.routing === 'shared-load-balancer'),
  async look(snapshot) {
    const application = await snapshot.application();
    if (application === undefined) return [];
    const again = `Run \`preview-stacks deploy-application --target ${snapshot.stage}\`.`;
    const { balancer } = application;
    if (balancer === undefined) return [fault('the application stack has none, and settings ask for it', again)];
    const [use, coming] = await Promise.all([snapshot.ports.quotas.balancer(balancer.arn), missingTargets(snapshot)]);
    if (use === undefined) return [fault(`there is no balancer ${balancer.arn}`, again)];
    const fewer = 'Lower `maxPreviews`: AWS does not raise this quota.';
    const fix = 'Ask AWS for more "Rules per Application Load Balancer" (Service Quotas), or lower `maxPreviews`.';
    return [
      roomFor(coming, { demand: 'rules', quota: use.targetGroups, what: 'target groups: ', fix: fewer }),
      roomFor(coming, { demand: 'rules', quota: use.rules, what: 'rules: ', fix }),
    ];
  },
};
