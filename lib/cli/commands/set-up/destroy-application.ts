import type { DestroyApplicationOutcome } from '../../../application/application-request';
import { destroyApplication } from '../../../application/destroy-application';
import { applicationNames } from '../../../naming/application-names';
import { duration } from '../../../text/duration';
import { plain } from '../../../text/visible';
import { answer, progressOf } from '../../answer';
import type { Command, Run } from '../../command';
import { openSession } from '../../compose/open-session';
import { openPorts } from '../../compose/ports';
import { checkConfirmation, unconfirmed } from '../../confirmation';
import { stageNamed } from '../../session';

export const command = {
  group: 'set-up',
  summary: 'delete what the environments of a stage share',
  description:
    'Deletes the application stack of a stage with its bundle bucket: bundles, records and, with staging, the audit. Refuses while environments live in it, and without `--confirm <stack>`.',
  example: 'destroy-application --confirm <stack>',
  flags: {
    '--target <stage>': '`staging` or `production`. Default: staging',
    '--confirm <stack>': 'required: the name of the stack, typed out',
  },
} as const satisfies Command;

/** `destroy-application`: what the environments of a stage shared, when no environment is left. */
export const run: Run<typeof command> = async (invocation, options) => {
  const stage = stageNamed(options.target ?? 'staging');
  const session = await openSession(invocation, options);
  const settings = session.settingsOf({ kind: stage });
  const { stackName } = applicationNames(settings.project, stage);
  const confirmed = checkConfirmation(options.confirm, stackName);
  const ports = await openPorts(invocation, session, settings, progressOf(invocation, options));
  try {
    const outcome = await destroyApplication(ports, { settings, confirmed, signal: invocation.signal });
    if (outcome.kind === 'unconfirmed') throw unconfirmed(stackName, dataOf[stage]);
    answer(invocation, options, outcome, () => lastWords(outcome));
    if (outcome.kind === 'nothing-there') return 0;
    return outcome.kind === 'destroyed' && outcome.left.length === 0 ? 0 : 1;
  } finally {
    await ports.close();
  }
};

const dataOf = { staging: 'its data, the audit among it', production: 'its data' } as const;

function lastWords(outcome: DestroyApplicationOutcome): string[] {
  switch (outcome.kind) {
    case 'nothing-there':
      return [`There is no stack ${outcome.stackName}.`];
    case 'in-use':
      return [
        `Refused: environments live in ${outcome.stackName}: ${outcome.stacks.map(plain).join(', ')}. It stays as long as one of them does.`,
      ];
    case 'protected':
      return [`Refused: ${outcome.stackName} has termination protection; nothing was deleted.`];
    case 'destroyed':
      return [
        ...outcome.left.map((name) => `left ${plain(name)}`),
        `${outcome.stackName} deleted in ${duration(outcome.milliseconds)}, ${outcome.left.length} left.`,
      ];
    case 'unconfirmed':
      return [];
  }
}
