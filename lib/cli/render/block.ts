import { columnsOf } from './clock/columns';

/** What a block needs of a terminal. */
export interface Screen {
  write(text: string): unknown;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
}

/** Lines for a terminal of this size, the last column left free, without anything that a terminal obeys but colours. */
export type Draw = (size: { readonly columns: number; readonly rows: number }) => readonly string[];

const hideCursor = '\u001b[?25l';
const showCursor = '\u001b[?25h';
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are what has to be taken off
const colours = /\u001b\[[0-9;]*m/g;

/** Lines at the end of a terminal that are drawn again in their place; what is written meanwhile stands above them. */
export class Block {
  private draw: Draw | undefined;
  /** Columns of each line that stands there now. */
  private drawn: readonly number[] = [];
  private hidden = false;

  constructor(private readonly screen: Screen) {}

  /** Draws these lines from now on; none takes the block away. */
  show(draw: Draw | undefined): void {
    this.draw = draw;
    this.redraw();
  }

  /** Draws it again, as after a change of the terminal's size. */
  redraw(): void {
    const text = this.erased() + this.fresh();
    if (text !== '') this.screen.write(text);
  }

  /** Writes a line above it. */
  above(write: () => void): void {
    const erased = this.erased();
    if (erased !== '') this.screen.write(erased);
    write();
    const text = this.fresh();
    if (text !== '') this.screen.write(text);
  }

  /** The lines of now, with the cursor hidden while there are some. */
  private fresh(): string {
    const lines = this.lines();
    const hide = lines.length > 0;
    const cursor = hide === this.hidden ? '' : hide ? hideCursor : showCursor;
    this.hidden = hide;
    return cursor + lines.join('\n');
  }

  private lines(): readonly string[] {
    const { columns = 80, rows = 24 } = this.screen;
    const lines = this.draw?.({ columns, rows }).slice(0, Math.max(1, rows - 1)) ?? [];
    this.drawn = lines.map((line) => columnsOf(line.replace(colours, '')));
    return lines;
  }

  /** Erases what stands there. A terminal that became narrower has broken each line into several. */
  private erased(): string {
    if (this.drawn.length === 0) return '';
    const { columns = 80 } = this.screen;
    const up = this.drawn.reduce((sum, width) => sum + Math.max(1, Math.ceil(width / columns)), 0) - 1;
    return `\r${up > 0 ? `\u001b[${up}A` : ''}\u001b[J`;
  }
}
