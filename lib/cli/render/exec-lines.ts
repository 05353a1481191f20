import type { ExecOutcome } from '../../instances/exec';
import type { OpenedWay } from '../../instances/session/forward-database';
import { plain } from '../../text/visible';

const names = { stdout: 'standard output', stderr: 'standard error' };

/** What is said of a command beside its own output. */
export function execRemarks(
  { ended, exitCode, cut }: Pick<ExecOutcome, 'ended' | 'exitCode' | 'cut'>,
  { words, timeoutMinutes }: { readonly words: readonly string[]; readonly timeoutMinutes: number },
): readonly string[] {
  const said = [
    ...cut.map((name) => `SSM kept only the beginning of ${names[name]}; let the command write into a file`),
    ...(ended === 'timed-out' ? [`ended after ${timeoutMinutes} min; --timeout gives it more`] : []),
    ...(ended === 'cancelled' ? ['somebody else cancelled the command'] : []),
    // As `docker exec` does it; people who come from `ssh` expect a shell.
    ...(exitCode === 127 && words.length === 1 && /\s/.test(words[0] ?? '')
      ? ['this was taken as the name of one program; for a shell write: exec -- sh -c "…"']
      : []),
  ];
  return said.map((line) => `preview-stacks: ${line}`);
}

/** An open way to a database. Standard output is a client's own where there is one. */
export function wayLines(
  { environmentName, instanceId, port, address, passwordCopied }: OpenedWay,
  hasClient: boolean,
): { readonly results: readonly string[]; readonly remarks: readonly string[] } {
  const copied = passwordCopied ? ['The password is on the clipboard.'] : [];
  if (hasClient) return { results: [], remarks: copied };
  return {
    results: [plain(address)],
    remarks: [
      `127.0.0.1:${port} leads to the database, through ${plain(environmentName)}, instance ${instanceId}. Ctrl-C closes it.`,
      ...copied,
    ],
  };
}
