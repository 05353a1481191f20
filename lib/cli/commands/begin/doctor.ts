import { doctor } from '../../../doctor/doctor';
import type { Checked } from '../../../doctor/finding';
import { settingsFault } from '../../../doctor/finding';
import { PreviewError } from '../../../errors';
import { answer, progressOf } from '../../answer';
import type { Command, CommonOptions, Invocation, Run } from '../../command';
import { openDoctorPorts } from '../../compose/doctor';
import { openSession } from '../../compose/open-session';
import { countsOf, doctorLines } from '../../render/doctor-lines';
import { type Session, stageNamed } from '../../session';

export const command = {
  group: 'begin',
  summary: 'check whether everything is in place; changes nothing',
  description:
    'Checks settings, git, credentials, hosted zone, certificate, application stack, roles, quotas, the GitHub token and the last cleanup. Says of each check what it found and what fixes a fault. Changes nothing. Ends with 1 when there is a fault; wrong settings are one, too.',
  example: 'doctor --target production',
  flags: { '--target <stage>': '`staging` (with the previews) or `production`. Default: staging' },
} as const satisfies Command;

/** `doctor`: whether everything is in place; nothing is changed. */
export const run: Run<typeof command> = async (invocation, options) => {
  const stage = stageNamed(options.target ?? 'staging');
  const checks = await lookAt(stage, invocation, options);
  const counts = countsOf(checks);
  answer(invocation, options, { stage, counts, checks }, () => doctorLines(checks, invocation.terminal));
  return counts.faults === 0 ? 0 : 1;
};

async function lookAt(
  stage: 'production' | 'staging',
  invocation: Invocation,
  options: CommonOptions,
): Promise<readonly Checked[]> {
  let session: Session;
  try {
    session = await openSession(invocation, options);
  } catch (error) {
    // For this command wrong settings are a finding.
    if (error instanceof PreviewError && error.code.startsWith('settings-')) return [settingsFault(error)];
    throw error;
  }
  const application = session.applicationOf(stage);
  const ports = openDoctorPorts(invocation, session, application.settings, progressOf(invocation, options));
  try {
    return await doctor(ports, {
      file: session.source,
      ...application,
      signal: invocation.signal,
    });
  } finally {
    ports.close();
  }
}
