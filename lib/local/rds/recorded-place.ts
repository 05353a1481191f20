import type { DatabaseInstance } from './databases';

/** Where an instance that no server runs is said to be: a name that no resolver knows, lest a server of this machine be taken for it. */
export function recordedPlace(identifier: string): { readonly address: string; readonly port: number } {
  return { address: `${identifier}.recorded.invalid`, port: 3306 };
}

/** Whether the instance is a record alone: no server is behind it. */
export function isRecorded({ address }: Pick<DatabaseInstance, 'address'>): boolean {
  return address.endsWith('.recorded.invalid');
}
