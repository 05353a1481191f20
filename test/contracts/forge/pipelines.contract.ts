import type { Pipelines, StartedPipeline } from '../../../lib/ports/pipelines';

/** Pipelines of the kind under test, and what they did. */
export interface PipelinesWorld {
  readonly pipelines: Pipelines;
  readonly ci: StartedPipeline['ci'];
  push(branch: string): void;
  /** Branches whose pipeline was started, oldest first. */
  started(): readonly string[];
  /** From now on CI does not answer. */
  cutOff(): void;
}

/** What every Pipelines keeps. */
export function describePipelinesContract(name: string, make: () => Promise<PipelinesWorld>): void {
  describe(`pipelines kept by ${name}`, () => {
    test.each(['login', 'fix#1', 'feature/a&b=c', 'a+b', '100%', '日本語', "$(id)'", 'refs/heads/x'])(
      'that of branch %s is started, and has a page',
      async (branch) => {
        const { pipelines, ci, push, started } = await make();
        push('other');
        push(branch);
        expect(await pipelines.start(branch)).toEqual({ ci, url: expect.stringMatching(/^https?:\/\/\S+$/) });
        expect(started()).toEqual([branch]);
      },
    );

    test('of a branch that CI does not know are not started', async () => {
      const { pipelines, started } = await make();
      await expect(pipelines.start('nowhere')).rejects.toMatchObject({
        code: 'pipeline-not-started',
        fault: 'world',
        message: expect.stringContaining('nowhere'),
        hint: expect.stringMatching(/\w/),
      });
      expect(started()).toEqual([]);
    });

    test('throw with the fault of the world when CI does not answer', async () => {
      const { pipelines, push, cutOff } = await make();
      push('login');
      cutOff();
      await expect(pipelines.start('login')).rejects.toMatchObject({ code: 'pipeline-not-started', fault: 'world' });
    });
  });
}
