/** Prints the story: a line a step with its time, a summary at the end. */
export interface Teller {
  chapter(title: string): void;
  /** Runs a step, prints its line with the time it took; the step's answer is shown beside it. */
  step<T>(title: string, work: () => Promise<T>, shown?: (answer: T) => string): Promise<T>;
  line(text: string): void;
}

/** A step ended otherwise than the story says. */
export class NotAsTold extends Error {}

export function expect(condition: boolean, what: string): asserts condition {
  if (!condition) throw new NotAsTold(what);
}

const color = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code: string, text: string) => (color ? `\u001b[${code}m${text}\u001b[0m` : text);

export function openTeller(): Teller & { steps: () => number } {
  let steps = 0;
  return {
    steps: () => steps,
    chapter: (title) => console.log(`\n${paint('1', title)}`),
    line: (text) => console.log(`  ${text}`),
    async step(title, work, shown) {
      const began = performance.now();
      if (color) process.stdout.write(`  ${paint('2', '…')} ${title}`);
      try {
        const answer = await work();
        steps++;
        const seconds = `${((performance.now() - began) / 1000).toFixed(1)} s`.padStart(6);
        const detail = shown?.(answer);
        if (color) process.stdout.write('\r\u001b[2K');
        console.log(
          `  ${paint('32', '✓')} ${paint('2', seconds)}  ${title}${detail ? `  ${paint('36', detail)}` : ''}`,
        );
        return answer;
      } catch (error) {
        if (color) process.stdout.write('\r\u001b[2K');
        console.log(`  ${paint('31', '✗')}         ${title}`);
        throw error;
      }
    },
  };
}
