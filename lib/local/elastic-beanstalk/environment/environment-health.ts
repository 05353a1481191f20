import type { BeanstalkStore } from '../beanstalk-store';
import type { EnvironmentRecord, Health } from '../records';

const order = ['Green', 'Grey', 'Yellow', 'Red'] as const;

/** The health of an environment out of its instances' health; a change of it is an event. */
export function reportHealth(
  store: BeanstalkStore,
  environment: EnvironmentRecord,
  instances: readonly Health[],
): void {
  const worst = instances.reduce<Health | undefined>(
    (found, one) => (found && order.indexOf(found.colour) >= order.indexOf(one.colour) ? found : one),
    undefined,
  );
  const next: Health = worst
    ? { ...worst, causes: [...new Set(instances.flatMap(({ causes }) => causes))] }
    : { colour: 'Grey', status: 'No Data', causes: [] };
  const former = environment.health;
  environment.health = next;
  store.changed();
  if (former.status !== next.status) {
    const worse = order.indexOf(next.colour) > order.indexOf('Grey');
    const why = next.causes.map((cause) => ` ${cause}`).join('');
    const { name, id, applicationName, region } = environment;
    store.event({
      ...{ applicationName, environmentName: name, environmentId: id, region },
      severity: worse ? 'WARN' : 'INFO',
      message: `Environment health has transitioned from ${former.status} to ${next.status}.${why}`,
    });
  }
}
