import type { Check } from './check';
import { checks as table } from './checks';
import type { DoctorPorts, DoctorRequest } from './doctor-request';
import type { Checked } from './finding';
import { type Finding, findingOfError, warning } from './finding';
import { openSnapshot } from './snapshot';

/**
 * Looks at everything that deploy and cleanup need, and changes nothing. What is independent is looked at side by side; the result
 * has the table's order.
 *
 * @param checks other ones than the doctor's own, for its tests
 * @throws the reason of the signal when it is aborted, and nothing else
 */
export async function doctor(
  ports: DoctorPorts,
  request: DoctorRequest,
  checks: readonly Check[] = table,
): Promise<readonly Checked[]> {
  const { signal } = request;
  signal?.throwIfAborted();
  const snapshot = openSnapshot(ports, request);
  const running = new Map<string, Promise<Checked>>();
  let done = 0;
  const concerned = checks.filter((check) => check.concerns?.(snapshot) !== false);
  for (const check of concerned) {
    const before = (check.after ?? []).map((name) => running.get(name));
    const look = async (): Promise<Checked> => {
      const { name, title } = check;
      const findings = await Promise.all(before)
        .then((those) => {
          const broken = those.find((one) => one?.findings.some(({ state }) => state === 'fault'));
          return broken ? notLookedAt(broken) : check.look(snapshot);
        })
        .catch((error: unknown) => [findingOfError(error)]);
      done += 1;
      ports.progress.emit({ kind: 'looked-at', title, done, total: concerned.length });
      return { name, title, findings };
    };
    running.set(check.name, look());
  }
  const checked = await untilAborted(Promise.all(running.values()), signal);
  return checked.filter(({ findings }) => findings.length > 0);
}

function notLookedAt({ title }: Checked): readonly Finding[] {
  return [{ ...warning(`not looked at, because of the fault under "${title}"`), under: title }];
}

/** The requests go on, and we no longer wait for them. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}
