import type { Probe, ProbeAnswer } from '../../lib/ports/probe';

/** URLs that answer in the order in which the test says; the last answer stays. Unknown URLs are silent. */
export class FakeProbe implements Probe {
  /** Every URL asked for, in order. */
  readonly asked: string[] = [];
  private readonly answers = new Map<string, ProbeAnswer[]>();
  /** What a URL without a script answers. */
  otherwise: ProbeAnswer = { kind: 'silent', reason: 'connection refused' };

  /** A number is a status, a text the reason of silence. */
  script(url: string, ...answers: readonly (number | string)[]): void {
    this.answers.set(
      url,
      answers.map((answer) =>
        typeof answer === 'number' ? { kind: 'answered', status: answer } : { kind: 'silent', reason: answer },
      ),
    );
  }

  async get(url: string): Promise<ProbeAnswer> {
    this.asked.push(url);
    const answers = this.answers.get(url) ?? [];
    return (answers.length > 1 ? answers.shift() : answers[0]) ?? this.otherwise;
  }
}
