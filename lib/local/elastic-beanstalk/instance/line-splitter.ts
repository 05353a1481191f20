const longestLine = 256 * 1024;

/** Makes lines of the pieces in which output arrives. Output that never ends its line is cut: it must not fill the memory. */
export class LineSplitter {
  private rest = '';

  constructor(private readonly onLines: (lines: readonly string[]) => void) {}

  push(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    if (lines.length > 0) {
      this.onLines(lines.map((line) => line.replace(/\r$/, '')));
    }
    if (this.rest.length > longestLine) {
      this.end();
    }
  }

  /** The last line may lack its end. */
  end(): void {
    if (this.rest !== '') {
      this.onLines([this.rest]);
      this.rest = '';
    }
  }
}
