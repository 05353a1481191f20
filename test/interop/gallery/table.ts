/** A line of the gallery's table. */
export interface Row {
  readonly app: string;
  readonly made: string;
  readonly edit: string;
  readonly database: string;
  /** Seconds until the generator and its install were done. */
  readonly making: number;
  /** Seconds of `try`, or of the deploys. */
  readonly running: string;
  readonly result: string;
}

const heads = ['app', 'made by', 'edit', 'database', 'made in', 'ran in', 'result'];

/** The rows as Markdown. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map(({ app, made, edit, database, making, running, result }) => [
    ...[app, made, edit, database, `${making} s`, running, result],
  ]);
  const all = [heads, heads.map(() => '---'), ...cells];
  return all.map((row) => `| ${row.join(' | ')} |`).join('\n');
}
