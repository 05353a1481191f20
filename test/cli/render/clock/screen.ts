import type { Screen } from '../../../../lib/cli/render/block';

/** A terminal that obeys what the block sends: line feeds, moves up, erasing to the end, the cursor, colours. It refuses what it does not know. */
export class ScreenStandIn implements Screen {
  isCursorShown = true;
  /** The longest line that was ever drawn. */
  widest = 0;
  private text: string[] = [''];
  private row = 0;
  private column = 0;

  constructor(
    public columns: number,
    public rows = 24,
  ) {}

  get lines(): readonly string[] {
    return this.text.map((line) => line.trimEnd()).filter((line) => line !== '');
  }

  write(text: string): void {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what a terminal obeys
    for (const [part] of text.matchAll(/\u001b\[\??\d*[A-Za-z]|[^\u001b]/gu)) this.obey(part);
  }

  private obey(part: string): void {
    if (part === '\r') this.column = 0;
    else if (part === '\n') {
      this.row += 1;
      this.column = 0;
      this.text[this.row] ??= '';
    } else if (part === '\u001b[J') this.text = [...this.text.slice(0, this.row), this.current().slice(0, this.column)];
    else if (part === '\u001b[?25l') this.isCursorShown = false;
    else if (part === '\u001b[?25h') this.isCursorShown = true;
    else if (part.length > 2 && /\[\d+A$/.test(part)) this.row -= Number(/\d+/.exec(part)?.[0]);
    else if (part.length > 1) throw new Error(`What is ${JSON.stringify(part)}?`);
    else {
      if (this.column >= this.columns) throw new Error(`A line of more than ${this.columns} columns`);
      this.text[this.row] = this.current().padEnd(this.column).slice(0, this.column) + part;
      this.column += 1;
      this.widest = Math.max(this.widest, this.column);
    }
    if (this.row < 0) throw new Error('It moved above the first line');
  }

  private current(): string {
    return this.text[this.row] ?? '';
  }
}
