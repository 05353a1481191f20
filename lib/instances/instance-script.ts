import { findMainProcess } from '../naming/app-process';
import { shellWord } from '../text/shell-word';

/** What the user of the app runs. The environment comes by standard input, so that no secret stands on a command line. */
const asTheApp = (input: string) => `eval "$(cat)"; cd "$1" || exit 70; exec /bin/sh -c "$2" ${input}`;

/**
 * A script for SSM Run Command, which itself offers a bare root shell. The script runs a command as the app would: with the environment of
 * its main process, as its user, in its folder; on Docker in its container. It names no secret and prints none.
 *
 * @param command text for `/bin/sh -c`, from settings or a person; to the script it is one word
 * @param reads what the command reads: nothing, or the terminal that the script has
 */
export function instanceScript(command: string, reads: 'nothing' | 'terminal' = 'nothing'): string {
  const isTerminal = reads === 'terminal';
  const app = shellWord(asTheApp(isTerminal ? '<&3 3<&-' : '</dev/null'));
  // A terminal's kind is no part of the app's environment, and programs that draw need it.
  const empty = isTerminal ? `env -i TERM="\${TERM:-xterm-256color}"` : 'env -i';
  const container = isTerminal ? '$([ -t 0 ] && echo -it || echo -i) "$1"' : '"$1"';
  return `#!/bin/sh
set -u
export LC_ALL=C${isTerminal ? '\nexec 3<&0' : ''}
command=${shellWord(command)}
${findMainProcess}
if [ "$pid" = 0 ] && command -v docker >/dev/null 2>&1; then
  set -- $(docker ps -q --no-trunc)
  if [ $# = 1 ]; then exec docker exec ${container} /bin/sh -c "$command"; fi
  echo "preview-stacks: $# containers run here; one is needed" >&2
  exit 69
fi
if [ "$pid" = 0 ] || [ ! -r "$root/proc/$pid/environ" ]; then
  echo 'preview-stacks: the app does not run here' >&2
  exit 69
fi

# One line a variable: a line break within a value travels as the byte 1 and comes back behind the quotes.
variables() {
  tr '\\n\\000' '\\001\\n' <"$root/proc/$pid/environ" |
    sed -n -e "s/'/'\\\\\\\\''/g" -e "s/^\\([A-Za-z_][A-Za-z0-9_]*\\)=\\(.*\\)\\$/export \\1='\\2'/p" |
    tr '\\001' '\\n'
}
set -- $(ls -ld "$root/proc/$pid")
user="\${3:-root}"
app="$root/var/app/current"
if [ "$user" = "$(id -un)" ]; then
  variables | ${empty} /bin/sh -c ${app} sh "$app" "$command"
else
  # By its path: an empty environment has none to find it on.
  variables | ${empty} "$(command -v runuser)" -u "$user" -- /bin/sh -c ${app} sh "$app" "$command"
fi
`;
}
