import { findMainProcess } from '../../../naming/app-process';
import { maskedLogsLines, maskedLogsNoApp, maskedLogsProgram } from '../../../naming/masked-logs';

/** A hook that installs itself, since the app's user may write where the bundle lies, and root runs the program. */
export const maskedLogsPath = '.platform/hooks/predeploy/zz-preview-stacks-masked-logs.sh';

/**
 * Shows the newest lines of the app's log with every value of its environment masked, on the instance, where the values are. Which of them are secrets
 * is not known there, so that all are masked but those of a few names. A value is looked for as text, never as a pattern, in the line as it is and
 * in what it says when it is read as a part of a URL or of JSON. SSM keeps the first 24,000 characters: the newest stay.
 */
export const maskedLogsProgramText = String.raw`#!/bin/sh
# Made by preview-stacks when it packed this bundle: docs/security.md. It shows the log of the app without the values of its environment.
set -u
export LC_ALL=C
${findMainProcess}
if [ $# = 0 ] || [ "$1" != show ]; then
  # As a hook it installs itself, and ends no deployment.
  umask 022
  to="$root${maskedLogsProgram}"
  mkdir -p "$(dirname "$to")" && cp "$0" "$to.new" && chmod 755 "$to.new" && mv "$to.new" "$to" || echo 'preview-stacks: logs are not shown here'
  exit 0
fi

variables() { cat "$root/proc/$pid/environ"; }
log() { tail -n ${maskedLogsLines} "$root/var/log/web.stdout.log"; }
if [ "$pid" = 0 ]; then
  set -- $(docker ps -q --no-trunc)
  if [ $# != 1 ]; then
    echo "preview-stacks: $# containers run here; one is needed" >&2
    exit ${maskedLogsNoApp}
  fi
  container="$1"
  variables() { docker exec "$container" cat /proc/1/environ; }
  log() { docker logs --tail ${maskedLogsLines} "$container" 2>&1; }
fi

# One line a variable: a line break within a value is the byte 1.
all="$(variables | tr '\n\000' '\001\n')"
if [ -z "$all" ]; then
  echo 'preview-stacks: the environment of the app cannot be read, so that nothing of its log is shown' >&2
  exit ${maskedLogsNoApp}
fi

# The values come by standard input: a command line is seen by all who list processes.
{ printf '%s\n\002\n' "$all"; log; } | awk '
  function add(value) { if (length(value) > 5) names[value] = name }

  # What a text says in URLs ("%") or in JSON ("\\"), or as it is (""). The n-th byte of that begins at at[n] of the text.
  function read(text, as,   says, p, c, h) {
    says = ""
    for (p = 1; p <= length(text); p++) {
      at[length(says) + 1] = p
      c = substr(text, p, 1)
      if (c == as) {
        if (as == "\\") {
          c = substr(text, ++p, 1)
          if (c == "u" && substr(text, p + 1, 2) == "00") p += 2
        }
        h = toupper(substr(text, p + 1, 2))
        if ((as == "%" || c == "u") && h in byte) { c = byte[h]; p += 2 }
      } else if (c == "\003") c = "\\"
      else if (c == "\004") c = "\""
      says = says c
    }
    at[length(says) + 1] = p
    return says
  }

  # Marks where in the line a value begins, and the end of the longest that begins there.
  function mark(says,   value, rest, b, i, end) {
    for (value in names) {
      rest = says
      b = 0
      while (i = index(rest, value)) {
        b += i
        end = at[b + length(value)]
        if (ends[at[b]] < end) { ends[at[b]] = end; whose[at[b]] = names[value] }
        rest = substr(rest, i + 1)
      }
    }
  }

  BEGIN { for (i = 1; i < 256; i++) byte[sprintf("%02X", i)] = sprintf("%c", i) }

  isLog {
    # Colours could stand within a value.
    gsub(/\033\[[0-9;?]*[A-Za-z]/, "")
    gsub(/[\001-\010\013-\037\177]/, "")
    # A line that is cut could begin or end within a value.
    if (length($0) > 8000) { print "[masked: a line of " length($0) " bytes]"; next }
    split("", ends)
    mark(read($0, ""))
    if (index($0, "%")) mark(read($0, "%"))
    if (index($0, "\\")) mark(read($0, "\\"))
    shown = ""
    end = 1
    for (p = 1; p <= length($0); p++) {
      if (p in ends) {
        if (p >= end) shown = shown "[masked " whose[p] "]"
        if (ends[p] > end) end = ends[p]
      }
      if (p >= end) shown = shown substr($0, p, 1)
    }
    print shown
    next
  }

  $0 == "\002" { isLog = 1; next }

  {
    i = index($0, "=")
    name = substr($0, 1, i - 1)
    if (name ~ /^(PATH|HOME|PWD|PORT|NODE_ENV|LANG|USER|LOGNAME|SHELL|AWS_REGION|AWS_DEFAULT_REGION|PREVIEW_STACKS_(TARGET|BRANCH|COMMIT|URL))$/) next
    lines = split(substr($0, i + 1), line, "\001")
    for (i = 1; i <= lines; i++) {
      add(line[i])
      # What texts of JSON say, but no keys. A backslash and a quote within a text travel as the bytes 3 and 4.
      json = line[i]
      gsub(/\\\\/, "\003", json)
      gsub(/\\"/, "\004", json)
      texts = split(json, piece, "\"")
      for (j = 1; j <= texts; j++) if (piece[j + 1] !~ /^ *:/) add(read(piece[j], "\\"))
      # The password of a URL, as it is there and as it is given to a server. It may hold an @.
      url = line[i]
      for (j = 1; j <= 2; j++) if (match(url, j == 1 ? "://.*@" : "://[^@]*@")) {
        password = substr(url, RSTART + 3, RLENGTH - 4)
        sub(/^[^:]*:/, "", password)
        add(password)
        add(read(password, "%"))
      }
    }
  }' | tail -c 24000
`;
