import type { Checked, FindingState } from '../../doctor/finding';
import { plain } from '../../text/visible';
import type { Terminal } from './terminal';

export interface DoctorCounts {
  readonly ok: number;
  readonly warnings: number;
  readonly faults: number;
}

export function countsOf(checks: readonly Checked[]): DoctorCounts {
  const count = (state: FindingState) =>
    checks.flatMap(({ findings }) => findings).filter((finding) => finding.state === state).length;
  return { ok: count('ok'), warnings: count('warning'), faults: count('fault') };
}

/** A line a finding with its state, its fix on the line below; the counts at the end. */
export function doctorLines(checks: readonly Checked[], colors: Terminal['colors']): readonly string[] {
  const width = Math.max(...checks.map(({ title }) => title.length));
  const paint = { ok: colors.green, warning: colors.yellow, fault: colors.red };
  const lines = checks.flatMap(({ title, findings }) =>
    findings.flatMap(({ state, saw, mend: fix }) => [
      `${paint[state](state.padEnd(7))}  ${title.padEnd(width)}  ${plain(saw)}`,
      ...(fix === undefined ? [] : [`${' '.repeat(width + 11)}→ ${plain(fix)}`]),
    ]),
  );
  const { ok, warnings, faults } = countsOf(checks);
  return [...lines, '', `${ok} ok, ${counted(warnings, 'warning')}, ${counted(faults, 'fault')}.`];
}

function counted(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
