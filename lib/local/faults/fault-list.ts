import { randomUUID } from 'node:crypto';
import type { Fault, FaultedResource, FaultKind, Faults, ResourceAction, ResourceFault } from './faults';

const usualMessage = 'This failure was asked for (a fault on demand).';
const ofRequests: readonly FaultKind[] = [
  'throttle',
  'server-error',
  'access-denied',
  'slow',
  'reset',
  'silent',
  'no-capacity',
];

/** The faults that tests have asked for; the first that fits is taken. */
export class FaultList implements Faults {
  private readonly entries = new Map<string, { readonly fault: Fault; left: number }>();

  add(fault: Fault): string {
    const id = randomUUID();
    this.entries.set(id, { fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    return id;
  }

  remove(id?: string): void {
    if (id === undefined) {
      this.entries.clear();
    } else {
      this.entries.delete(id);
    }
  }

  list(): readonly (Fault & { readonly id: string; readonly left?: number })[] {
    return [...this.entries].map(([id, { fault, left }]) =>
      Number.isFinite(left) ? { ...fault, id, left } : { ...fault, id },
    );
  }

  requestFault(service: string, operation: string, subject: () => string): Fault | undefined {
    return this.take(
      (fault) =>
        ofRequests.includes(fault.kind) &&
        (fault.service === undefined || fault.service === service) &&
        (fault.operation === undefined || fault.operation === operation) &&
        (fault.match === undefined || subject().includes(fault.match)),
    );
  }

  resourceFault(resource: FaultedResource, action: ResourceAction): ResourceFault | undefined {
    const names = [resource.stackName, resource.logicalId, resource.type, resource.physicalId ?? ''];
    const fault = this.take(
      ({ kind, match, operation }) =>
        (kind === `refuse-${action}` || (kind === 'stuck' && (operation === undefined || operation === action))) &&
        (match === undefined || names.some((name) => name.includes(match))),
    );
    if (!fault) {
      return undefined;
    }
    const kind = fault.kind === 'stuck' ? 'stuck' : 'refuse';
    return { kind, message: fault.message ?? usualMessage, code: fault.code, delayMs: fault.delayMs };
  }

  dropsOptions(environmentName: string): boolean {
    const fits = ({ kind, match }: Fault) =>
      kind === 'drop-options' && (match === undefined || environmentName.includes(match));
    return this.take(fits) !== undefined;
  }

  databaseFault(identifier: string, way: 'stop' | 'start'): { readonly delayMs?: number } | undefined {
    const fits = ({ kind, match }: Fault) =>
      kind === `stuck-${way}` && (match === undefined || identifier.includes(match));
    return this.take(fits);
  }

  instanceDies(...names: readonly string[]): boolean {
    const fits = ({ kind, match }: Fault) =>
      kind === 'instance-dies' && (match === undefined || names.some((name) => name.includes(match)));
    return this.take(fits) !== undefined;
  }

  keyFault(bucket: string, key: string): { readonly code: string; readonly message: string } | undefined {
    const fault = this.take(
      ({ kind, match }) => kind === 'delete-key-error' && (match === undefined || `${bucket}/${key}`.includes(match)),
    );
    return fault && { code: fault.code ?? 'InternalError', message: fault.message ?? usualMessage };
  }

  private take(fits: (fault: Fault) => boolean): Fault | undefined {
    for (const [id, entry] of this.entries) {
      if (fits(entry.fault)) {
        entry.left -= 1;
        if (entry.left <= 0) {
          this.entries.delete(id);
        }
        return entry.fault;
      }
    }
    return undefined;
  }
}
