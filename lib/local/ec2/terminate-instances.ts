import { AwsError } from '../http/aws-error';
import type { QueryParams } from '../http/query-params';

/** The machines that Beanstalk has. */
export interface Machines {
  /** What EC2 says of one; undefined when there is none. */
  machineState(instanceId: string): 'running' | 'terminated' | undefined;
  /** Ends one without asking Beanstalk or the group that it is in. */
  loseMachine(instanceId: string): void;
}

const codes = { running: 16, 'shutting-down': 32, terminated: 48 };

/** Throws AwsError when one of them does not exist; then none ends. */
export function terminateInstances(params: QueryParams, machines: Machines): object {
  const ids = [...new Set(params.texts('InstanceId'))];
  if (ids.length === 0) {
    throw new AwsError('MissingParameter', 'The request must contain the parameter InstanceId');
  }
  const unknown = ids.filter((id) => machines.machineState(id) === undefined);
  if (unknown.length > 0) {
    const words = unknown.length === 1 ? `ID '${unknown[0]}' does` : `IDs '${unknown.join(', ')}' do`;
    throw new AwsError('InvalidInstanceID.NotFound', `The instance ${words} not exist`);
  }
  const instancesSet = ids.map((instanceId) => {
    const before = machines.machineState(instanceId) ?? 'terminated';
    const now = before === 'running' ? 'shutting-down' : 'terminated';
    machines.loseMachine(instanceId);
    return { instanceId, currentState: state(now), previousState: state(before) };
  });
  return { instancesSet };
}

function state(name: keyof typeof codes) {
  return { code: codes[name], name };
}
