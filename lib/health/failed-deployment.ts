import { unanswered } from '../errors';
import type { Environment, Environments } from '../ports/environments';

/**
 * How a deployment to instances ends. Recorded by others: `ERROR Instance deployment failed. For details, see 'eb-engine.log'.`, then
 * `ERROR [Instance: i-…] Command failed on instance. Return code: 1 …`, a minute later `Create environment operation is complete, but with
 * errors.` (eb create, 5 October 2023, Amazon Linux 2). The last of these also follows an app that is only slow, so it does not count.
 */
const failure = /\bInstance deployment failed\b|\bCommand failed on instance\b|\bFailed to deploy application\b/i;
const success = /New application version was deployed|Successfully launched environment|update completed successfully/i;

/**
 * Says which deployment of this update has failed for good: its environment is Ready, does not run well, and its events end with a failure,
 * which Beanstalk does not try again. Undefined while it may still become well.
 */
export async function failedDeployment(
  environments: Pick<Environments, 'events'>,
  wanted: {
    readonly services: readonly { readonly environmentName: string; readonly version: string }[];
    readonly since: Date;
  },
  seen: readonly (Environment | undefined)[],
): Promise<string | undefined> {
  for (const [index, { environmentName, version }] of wanted.services.entries()) {
    const environment = seen[index];
    if (environment?.status !== 'Ready') continue;
    if (environment.versionLabel === version && environment.health !== 'Red') continue;
    const events = await environments.events(environmentName, wanted.since).catch((error: unknown) => {
      unanswered(error);
      return [];
    });
    // Newest first; of the failures since the last success the first one says most.
    const end = events.findIndex(({ message }) => success.test(message));
    const failures = (end < 0 ? events : events.slice(0, end)).filter(({ message }) => failure.test(message));
    // What health says repeats it.
    const first = failures.filter(({ message }) => !/^Environment health /.test(message)).at(-1) ?? failures.at(-1);
    if (first) return `The deployment to ${environmentName} failed: ${first.message}`;
  }
  return undefined;
}
