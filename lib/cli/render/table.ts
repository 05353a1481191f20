export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => string;
}

/** The width of a text on a terminal, near enough: wide East Asian characters and emoji take two cells, combining marks none. */
function width(text: string): number {
  let cells = 0;
  for (const character of text) {
    if (/\p{M}|\p{Cf}/u.test(character)) continue;
    cells +=
      /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(
        character,
      )
        ? 2
        : 1;
  }
  return cells;
}

/**
 * Columns as wide as their longest cell, two spaces apart, no trailing spaces.
 *
 * @param room characters a line; a table that does not fit has a line a cell. @default as many as it takes
 */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[], room?: number): string[] {
  const lines = [
    columns.map((column) => column.title),
    ...rows.map((row) => columns.map((column) => column.cell(row))),
  ];
  const widths = columns.map((_, index) => Math.max(...lines.map((cells) => width(cells[index] ?? ''))));
  const whole = widths.reduce((sum, one) => sum + one + 2, -2);
  if (room !== undefined && whole > room) return rows.flatMap((row) => stacked(columns, row));
  return lines.map((cells) =>
    cells
      .map((cell, index) => cell + ' '.repeat((widths[index] ?? 0) - width(cell)))
      .join('  ')
      .trimEnd(),
  );
}

/** The first cell, and below it each other one with its title. */
function stacked<Row>([head, ...others]: readonly Column<Row>[], row: Row): string[] {
  const titles = Math.max(...others.map(({ title }) => title.length));
  return [head?.cell(row) ?? '', ...others.map(({ title, cell }) => `  ${title.padEnd(titles)}  ${cell(row)}`)];
}
