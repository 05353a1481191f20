import { PreviewError } from '../../../errors';
import { explain } from '../../../health/explain';
import { readLogs } from '../../../instances/read-logs';
import { ownerOf } from '../../../previews/preview';
import { plain, withoutColours } from '../../../text/visible';
import { answer, progressOf } from '../../answer';
import type { Command, Run } from '../../command';
import { openSession } from '../../compose/open-session';
import { openPorts } from '../../compose/ports';
import { branch, target } from '../../flags';
import { chooseTarget } from '../../session';

export const command = {
  group: 'every-day',
  summary: "print the newest log lines of a target's instances",
  example: 'logs --branch login-page --since 10m',
  flags: {
    ...branch,
    ...target,
    '--service <name>': 'the service whose instances are read. Default: web',
    '--lines <count>': 'lines at most. Default: 100',
    '--since <duration>': 'only lines younger than this: `90s`, `10m`, `2h`, `1d`',
  },
} as const satisfies Command;

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** `logs`: the newest lines of a target's instances, oldest first. */
export const run: Run<typeof command> = async (invocation, options) => {
  const limit = linesOf(options.lines);
  const youngerThanMs = durationOf(options.since);
  const session = await openSession(invocation, options);
  const settings = session.settingsOf(await chooseTarget(session, options));
  const ports = await openPorts(invocation, session, settings, progressOf(invocation, options));
  try {
    const since = youngerThanMs === undefined ? undefined : new Date(ports.clock.now().getTime() - youngerThanMs);
    const found = await readLogs(ports, {
      settings,
      limit,
      owner: ownerOf(settings, ports.repository),
      ...(options.service !== undefined && { service: options.service }),
      ...(since && { since }),
    });
    answer(invocation, options, found, () =>
      found.lines.map(({ at, source, text }) => `${at.toISOString()} ${plain(source)} ${plain(withoutColours(text))}`),
    );
    // Standard output is for the lines alone.
    const known = options.json
      ? undefined
      : explain(
          found.lines.map(({ text }) => text),
          {
            hasDatabase: settings.values.database !== 'none',
            service: options.service ?? 'web',
          },
        );
    for (const line of known ? [`${known.cause}.`, `  ${known.fix}`] : []) invocation.terminal.err(line);
    if (found.exists) return 0;
    if (!options.json) {
      invocation.terminal.err(`There is no environment ${found.environmentName}.`);
      const meant = found.meant.map(plain).join(', ');
      const first = meant === '' ? 'Deploy first' : `Did you mean ${meant}? Else deploy first`;
      invocation.terminal.err(`  ${first}: \`preview-stacks list\` shows what is there.`);
    }
    return 1;
  } finally {
    await ports.close();
  }
};

function linesOf(text = '100'): number {
  const lines = Number(text);
  if (Number.isInteger(lines) && lines > 0 && lines <= 10_000) return lines;
  throw new PreviewError('option-invalid', `--lines is "${text}"`, {
    fault: 'user',
    hint: 'It takes a whole number from 1 to 10000.',
  });
}

function durationOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, count, unit = ''] = /^(\d+)([smhd])$/.exec(text) ?? [];
  if (count !== undefined) return Number(count) * (unitSeconds[unit] ?? 0) * 1000;
  throw new PreviewError('option-invalid', `--since is "${text}"`, {
    fault: 'user',
    hint: 'Write it as 90s, 10m, 2h or 1d.',
  });
}
