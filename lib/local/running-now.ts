import { isRecorded } from './rds/recorded-place';
import { statusOf } from './rds/stoppable-records';
import type { CloudState } from './services';

/** What stands behind the answers of the API at this moment: processes, databases, names that resolve. */
export interface RunningNow {
  readonly processes: readonly { readonly environment: string; readonly pid: number }[];
  /** Identifiers of database instances that a server runs and clients may enter. */
  readonly databases: readonly string[];
  readonly hosts: readonly string[];
}

export function runningNow({ beanstalk, databases, zones }: CloudState): RunningNow {
  return {
    processes: beanstalk
      .environments()
      .flatMap(({ name }) =>
        beanstalk.instances(name).flatMap(({ pid }) => (pid === undefined ? [] : [{ environment: name, pid }])),
      ),
    databases: databases
      .instances()
      .filter((instance) => !isRecorded(instance) && statusOf(instance) === 'available')
      .map(({ identifier }) => identifier),
    hosts: zones.zones().flatMap(({ id }) => zones.records(id).map(({ name }) => name)),
  };
}
