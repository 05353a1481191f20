import { deployApplication } from '../../../application/deploy-application';
import { duration } from '../../../text/duration';
import { plain } from '../../../text/visible';
import { answer, progressOf } from '../../answer';
import type { Command, Run } from '../../command';
import { openSession } from '../../compose/open-session';
import { openPorts } from '../../compose/ports';
import { stageNamed } from '../../session';

export const command = {
  group: 'set-up',
  summary: 'deploy what the environments of a stage share',
  description: 'Deploys the application stack that the environments of a stage share. Rarely needed.',
  example: 'deploy-application --target staging',
  flags: { '--target <stage>': '`staging` (which previews share) or `production`. Default: staging' },
} as const satisfies Command;

/** `deploy-application`: what the environments of a stage share. */
export const run: Run<typeof command> = async (invocation, options) => {
  const stage = stageNamed(options.target ?? 'staging');
  const session = await openSession(invocation, options);
  const settings = session.settingsOf({ kind: stage });
  const ports = await openPorts(invocation, session, settings, progressOf(invocation, options));
  try {
    const outcome = await deployApplication(ports, {
      ...session.applicationOf(stage),
      repository: ports.repository.identity,
      signal: invocation.signal,
    });
    answer(invocation, options, outcome, () => [
      `${outcome.stackName} ${outcome.operation} in ${duration(outcome.milliseconds)}`,
      ...roleLines(outcome.ciRoles),
    ]);
    return 0;
  } finally {
    await ports.close();
  }
};

/** The first time, only the person who runs this command can hand the roles to CI. */
function roleLines(roles: Readonly<Record<string, string>>): string[] {
  const lines = Object.entries(roles).map(([variable, arn]) => `  ${variable.padEnd(19)} ${plain(arn)}`);
  return lines.length === 0 ? [] : ['Variables for the jobs of your CI:', ...lines];
}
