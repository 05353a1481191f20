import { PreviewError } from '../../../errors';
import { explain } from '../../../health/explain';
import { followLogs } from '../../../instances/follow-logs';
import { readLogs } from '../../../instances/read-logs';
import type { LogsAnswer, ServiceLine } from '../../../previews/list-request';
import { ownerOf } from '../../../previews/preview';
import type { ResolvedSettings } from '../../../settings/resolve';
import { harmlessJson, plain, withoutColours } from '../../../text/visible';
import { answer, progressOf } from '../../answer';
import { type Command, INTERRUPTED, type Run } from '../../command';
import { openSession } from '../../compose/open-session';
import { openPorts } from '../../compose/ports';
import { branch, target } from '../../flags';
import { deployFirst } from '../../render/target/deploy-first';
import { chooseTarget } from '../../session';

export const command = {
  group: 'every-day',
  summary: "print or follow the log lines of a target's instances",
  description:
    "Prints the newest log lines of a target's instances, held ones among them. With `--follow` it goes on with each line that comes, through deploys that replace instances, until Ctrl-C or until the environments are gone. A line may reach CloudWatch after younger ones: it is printed when it comes, with its own time.",
  example: 'logs --branch login-page --follow',
  flags: {
    ...branch,
    ...target,
    '--service <name>': 'the service whose instances are read. Default: web',
    '--all': 'every service; each line names its service',
    '--instance <id>': 'only lines of this instance: its id, or how that begins',
    '--lines <count>': 'lines at most; with --follow, of those that are there when it begins. Default: 100',
    '--since <duration>': 'only lines younger than this: `90s`, `10m`, `2h`, `1d`',
    '--follow': 'go on with the lines that come. With --json each line is a JSON document on a line of its own',
  },
} as const satisfies Command;

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** `logs`: the newest lines of a target's instances, oldest first, and those that come. */
export const run: Run<typeof command> = async (invocation, options) => {
  const { terminal } = invocation;
  const limit = linesOf(options.lines);
  const youngerThanMs = durationOf(options.since);
  const instance = instanceOf(options.instance);
  if (options.all && options.service !== undefined)
    throw optionInvalid('Both --all and --service were given', 'Give one of them.');
  const session = await openSession(invocation, options);
  const settings = session.settingsOf(await chooseTarget(session, options));
  const ports = await openPorts(invocation, session, settings, progressOf(invocation, options));
  const print = (line: ServiceLine) =>
    terminal.out(options.json ? harmlessJson(line) : lineText(line, options.all === true));
  try {
    const since = youngerThanMs === undefined ? undefined : new Date(ports.clock.now().getTime() - youngerThanMs);
    const found = await readLogs(ports, {
      ...{ settings, limit, owner: ownerOf(settings, ports.repository), all: options.all === true },
      ...(options.service !== undefined && { service: options.service }),
      ...(instance !== undefined && { instance }),
      ...(since && { since }),
    });
    if (options.follow) for (const line of found.lines) print(line);
    else answer(invocation, options, found, () => found.lines.map((line) => lineText(line, options.all === true)));
    // Standard output is for the lines alone.
    for (const line of options.json ? [] : explained(found, settings)) terminal.err(line);
    if (!found.exists) {
      if (!options.json) for (const line of missing(found)) terminal.err(line);
      return 1;
    }
    if (!options.follow) return 0;
    // Who reads standard output, such as `head`, may have enough.
    const signal = terminal.unread ? AbortSignal.any([invocation.signal, terminal.unread]) : invocation.signal;
    for await (const line of followLogs(ports, { printed: found, limit, since, instance, signal })) {
      print(line);
      if (signal.aborted) break;
    }
    return invocation.signal.aborted ? INTERRUPTED : 0;
  } catch (error) {
    // Both are how a person ends it, and nothing went wrong.
    if (options.follow && invocation.signal.aborted) return INTERRUPTED;
    if (options.follow && terminal.unread?.aborted) return 0;
    throw error;
  } finally {
    await ports.close();
  }
};

function lineText({ at, service, source, text }: ServiceLine, withService: boolean): string {
  const where = withService ? `${plain(service)} ${plain(source)}` : plain(source);
  return `${at.toISOString()} ${where} ${oneLine(text)}`;
}

/** An event may hold several lines: those after the first are indented, so that none of them looks like a line of another source. */
function oneLine(text: string): string {
  return plain(withoutColours(text.trimEnd())).replace(/\n/g, '\n  ');
}

function explained({ lines, services }: LogsAnswer, { values }: ResolvedSettings): string[] {
  const hasDatabase = values.database !== 'none';
  const known = services.flatMap(({ service }) => {
    const said = lines.filter((line) => line.service === service).map(({ text }) => text);
    return explain(said, { hasDatabase, service }) ?? [];
  });
  return known.flatMap(({ cause, fix }) => [`${cause}.`, `  ${fix}`]);
}

function missing({ services, meant }: LogsAnswer): string[] {
  return [
    `There is no environment ${services.map(({ environmentName }) => plain(environmentName)).join(' or ')}.`,
    deployFirst(meant),
  ];
}

function instanceOf(text: string | undefined): string | undefined {
  if (text === undefined || /^i-[0-9a-f]{0,17}$/.test(text)) return text;
  throw optionInvalid(
    `--instance is "${plain(text)}"`,
    'It takes the id of an EC2 instance, such as i-0123456789abcdef0.',
  );
}

function linesOf(text = '100'): number {
  const lines = Number(text);
  if (Number.isInteger(lines) && lines > 0 && lines <= 10_000) return lines;
  throw optionInvalid(`--lines is "${text}"`, 'It takes a whole number from 1 to 10000.');
}

function durationOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, count, unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  if (count !== undefined) return Number(count) * (unitSeconds[unit] ?? 0) * 1000;
  throw optionInvalid(`--since is "${text}"`, 'Write it as 90s, 10m, 2h or 1d.');
}

function optionInvalid(message: string, hint: string): PreviewError {
  return new PreviewError('option-invalid', message, { fault: 'user', hint });
}
