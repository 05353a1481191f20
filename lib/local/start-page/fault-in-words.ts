import type { Fault, FaultKind } from '../faults/faults';

const words: Readonly<Record<FaultKind, string>> = {
  throttle: 'Requests are throttled',
  'server-error': 'Requests fail on the server',
  'access-denied': 'Access is denied',
  slow: 'Answers are late',
  reset: 'Connections are cut',
  silent: 'No answer comes',
  'delete-key-error': 'Objects are not deleted',
  stuck: 'Resources take their time',
  'refuse-create': 'Resources are not created',
  'refuse-update': 'Resources are not updated',
  'refuse-delete': 'Resources are not deleted',
  'drop-options': 'Updates drop options of environments',
  'no-capacity': 'AWS has no machine left',
  'stuck-stop': 'Databases do not stop',
  'stuck-start': 'Databases do not start',
  'instance-dies': 'Instances end in standby',
};

/** A fault on demand as a person reads it: what goes wrong, of what, and for how long. */
export function faultInWords(fault: Fault & { readonly left?: number }): {
  readonly name: string;
  readonly more: readonly string[];
} {
  const { kind, service, operation, match, left, delayMs, code, message } = fault;
  const at = [service, operation].filter((one) => one !== undefined).join(' ');
  return {
    name: words[kind],
    more: [
      kind,
      ...(at === '' ? [] : [at]),
      match === undefined ? 'everything' : `what names “${match}”`,
      left === undefined ? 'until it is removed' : left === 1 ? 'once more' : `${left} more times`,
      ...(delayMs === undefined ? [] : [`${delayMs} ms`]),
      ...(code === undefined ? [] : [code]),
      ...(message === undefined ? [] : [`“${message}”`]),
    ],
  };
}
