import type { Checked, FindingState } from '../../doctor/finding';
import { plain } from '../../text/visible';
import type { Terminal } from './terminal';
import { wrap } from './wrap';

export interface DoctorCounts {
  readonly ok: number;
  readonly warnings: number;
  readonly faults: number;
  /** Checks that stand on one with a fault. */
  readonly notLookedAt: number;
}

export function countsOf(checks: readonly Checked[]): DoctorCounts {
  const findings = checks.flatMap((check) => check.findings);
  const seen = findings.filter(({ under }) => under === undefined);
  const count = (state: FindingState) => seen.filter((finding) => finding.state === state).length;
  return {
    ...{ ok: count('ok'), warnings: count('warning'), faults: count('fault') },
    notLookedAt: findings.length - seen.length,
  };
}

/** Characters that a column of sentences has at the least. */
const narrowest = 40;

/** A line a finding with its state, its fix on the line below; one for all checks that one fault holds up; the counts at the end. */
export function doctorLines(
  checks: readonly Checked[],
  { colors, columns = Number.POSITIVE_INFINITY }: Pick<Terminal, 'colors' | 'columns'>,
): readonly string[] {
  const shown = folded(checks);
  const width = Math.max(...shown.map(({ title }) => title.length));
  const paint = { ok: colors.green, warning: colors.yellow, fault: colors.red };
  const lines = shown.flatMap(({ title, findings }) =>
    findings.flatMap(({ state, saw, mend: fix }) => {
      const head = `${paint[state](state.padEnd(7))}  ${title}`;
      // On a narrow terminal what was found stands below the title.
      const narrow = columns - width - 11 < narrowest;
      const indent = ' '.repeat(narrow ? 4 : width + 11);
      const [first = '', ...more] = wrap(plain(saw), columns - indent.length);
      const fixes = fix === undefined ? [] : wrap(`→ ${plain(fix)}`, columns - indent.length);
      const below = [...more, ...fixes].map((line) => indent + line);
      return narrow
        ? [head, indent + first, ...below]
        : [`${head}${' '.repeat(width - title.length)}  ${first}`, ...below];
    }),
  );
  const { ok, warnings, faults, notLookedAt } = countsOf(checks);
  const rest = notLookedAt === 0 ? '' : `, ${notLookedAt} not looked at`;
  return [...lines, '', `${ok} ok, ${counted(warnings, 'warning')}, ${counted(faults, 'fault')}${rest}.`];
}

/** Checks that the same fault holds up become one, in the place of the first. */
function folded(checks: readonly Checked[]): readonly Checked[] {
  const titles = new Map<string, string[]>();
  for (const { title, findings } of checks) {
    for (const { under } of findings) {
      if (under !== undefined) titles.set(under, [...(titles.get(under) ?? []), title]);
    }
  }
  return checks.flatMap((check) => {
    const under = check.findings[0]?.under;
    const held = under === undefined ? [] : (titles.get(under) ?? []);
    if (held.length === 0) return [check];
    if (held[0] !== check.title) return [];
    const saw = `${counted(held.length, 'check')}, because of the fault under "${under}": ${held.join(', ')}`;
    return [{ ...check, title: 'not looked at', findings: [{ state: 'warning' as const, saw }] }];
  });
}

function counted(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
