import type { DatabaseInstance } from './databases';

/** The address of an instance that no server runs: no resolver knows the name, so that no server of this machine answers for it. */
export function recordedPlace(identifier: string): { readonly address: string; readonly port: number } {
  return { address: `${identifier}.recorded.invalid`, port: 3306 };
}

/** Whether the instance is a record alone: no server is behind it. */
export function isRecorded({ address }: Pick<DatabaseInstance, 'address'>): boolean {
  return address.endsWith('.recorded.invalid');
}
