const longestLine = 256 * 1024;

/** Makes lines of the pieces in which output arrives. Output that never ends its line is cut: it must not fill the memory. */
export class LineSplitter {
  private rest = '';

  constructor(private readonly onLine: (line: string) => void) {}

  push(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) {
      this.onLine(line.replace(/\r$/, ''));
    }
    if (this.rest.length > longestLine) {
      this.end();
    }
  }

  /** The last line may lack its end. */
  end(): void {
    if (this.rest !== '') {
      this.onLine(this.rest);
      this.rest = '';
    }
  }
}
