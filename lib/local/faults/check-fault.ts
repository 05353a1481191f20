import type { Fault, FaultKind } from './faults';

const kinds: Readonly<Record<FaultKind, true>> = {
  throttle: true,
  'server-error': true,
  'access-denied': true,
  slow: true,
  reset: true,
  silent: true,
  'delete-key-error': true,
  stuck: true,
  'refuse-create': true,
  'refuse-update': true,
  'refuse-delete': true,
  'drop-options': true,
  'no-capacity': true,
  'stuck-stop': true,
  'stuck-start': true,
  'instance-dies': true,
};
const texts = ['service', 'operation', 'match', 'code', 'message'];
const numbers = ['times', 'delayMs'];

/** The fault that a value from outside describes, or what is wrong with it: a misspelt fault would be a test that tests nothing. */
export function checkFault(value: unknown): Fault | string {
  if (typeof value !== 'object' || value === null) {
    return 'A fault is an object';
  }
  const wrong = Object.entries(value).find(
    ([name, one]) =>
      !(
        (name === 'kind' && Object.hasOwn(kinds, String(one))) ||
        (texts.includes(name) && typeof one === 'string') ||
        (numbers.includes(name) && typeof one === 'number' && one >= 0)
      ),
  );
  if (wrong) {
    return `${wrong[0]} is not something that a fault has, or has a wrong value: ${JSON.stringify(wrong[1])}`;
  }
  return 'kind' in value ? (value as Fault) : 'A fault needs a kind';
}
