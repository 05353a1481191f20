import { survivable } from '../../errors';
import { repositoryFaults } from '../../facts/ci-repository';
import { type Finding, fault, ok, warning } from '../finding';
import type { Snapshot } from '../snapshot';

/** Whether jobs of GitHub Actions show AWS the subject that the roles are made for: by name, by number and by form. */
export async function repositoryFindings(snapshot: Snapshot): Promise<readonly Finding[]> {
  const { forgeIdentity } = snapshot.ports;
  if (forgeIdentity === undefined) return [];
  const { seen, unknown } = await snapshot.repository();
  if (seen === undefined) {
    const why = unknown === undefined ? '' : `: ${unknown.message}`;
    return [warning(`GitHub does not say which repository the roles are for${why}`, unknown?.hint)];
  }
  const { settings } = snapshot.request;
  const faults = repositoryFaults(settings, seen).map(({ message, hint }) => fault(message, hint));
  const { fullName, id, ownerId } = seen;
  const spelling = warning(
    `settings write the repository as ${settings.github}, and GitHub as ${fullName}: AWS compares letter for letter`,
    `Set github to '${fullName}': a deploy that cannot ask GitHub uses what settings write.`,
  );
  const name =
    faults.length > 0
      ? faults
      : [settings.github === fullName ? ok(`GitHub knows ${fullName} as ${id}, its owner as ${ownerId}`) : spelling];
  return [...name, await subjectFinding(snapshot)];
}

async function subjectFinding({ ports: { forgeIdentity } }: Snapshot): Promise<Finding> {
  try {
    const subjects = await forgeIdentity?.jobSubjects();
    if (subjects === undefined || subjects.byDefault)
      return ok('GitHub writes the subject of a job in its default form');
    const claims = subjects.claims.length > 0 ? ` (${subjects.claims.join(', ')})` : '';
    return fault(
      `GitHub writes the subject of a job in a form of your own${claims}, which no role trusts`,
      "Have GitHub use the default again, in the OpenID Connect settings of the repository's Actions.",
    );
  } catch (error) {
    const { message, hint } = survivable(error);
    return warning(`GitHub does not say in which form it writes the subject of a job: ${message}`, hint);
  }
}
