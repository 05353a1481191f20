import pc from 'picocolors';
import type { Draw } from '../../lib/cli/render/block';
import type { Terminal } from '../../lib/cli/render/terminal';

/** A terminal without colours that remembers what was written to it. */
export class TerminalStandIn implements Terminal {
  readonly results: string[] = [];
  readonly lines: string[] = [];
  readonly transients: string[] = [];
  /** What other programs wrote. */
  readonly passed = { out: '', err: '' };
  readonly colors = pc.createColors(false);

  constructor(
    readonly interactive = false,
    readonly columns?: number,
  ) {}

  out = (line: string) => void this.results.push(...line.split('\n'));
  err = (line: string) => void this.lines.push(line);
  pass = (to: 'out' | 'err', text: string) => {
    this.passed[to] += text;
  };
  show = (draw: Draw | undefined) => {
    if (this.interactive) this.transients.push(...(draw?.({ columns: 80, rows: 24 }) ?? []));
  };
  close = () => undefined;
}
