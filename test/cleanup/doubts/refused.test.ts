import { why } from '../../../lib/cleanup/plan/why';
import { reportLines } from '../../../lib/cli/render/cleanup-report';
import { explanationLines } from '../../../lib/cli/render/explanation';
import { PreviewError } from '../../../lib/errors';
import { TerminalStandIn } from '../../cli/terminal-stand-in';
import { CleanupWorld } from '../cleanup-world';

const refusal = (hint?: string) =>
  new PreviewError('github-refused', 'GitHub does not accept the token', {
    fault: 'world',
    ...(hint !== undefined && { hint }),
  });

describe("j' K-7: a run that is refused claims nothing", () => {
  test('the hint of the error itself is passed on', async () => {
    const world = new CleanupWorld();
    world.repository.faults.fail('branches', refusal('Check GITHUB_TOKEN.'));
    const report = await world.cleanup();
    expect(report.plan.refusal?.hint).toBe('Check GITHUB_TOKEN. Nothing was changed.');
    expect(reportLines(report, new TerminalStandIn()).at(-1)).toBe(
      'Refused: The branches could not all be listed: GitHub does not accept the token. Check GITHUB_TOKEN. Nothing was changed.',
    );
  });

  test('an error without a hint asks for another run', async () => {
    const world = new CleanupWorld();
    world.stacks.faults.fail('list', refusal());
    expect((await world.cleanup()).plan.refusal?.hint).toBe('Run it again later; nothing was changed.');
  });

  test.each([
    ['the branches broke off', (world: CleanupWorld) => world.repository.faults.fail('page', refusal(), { skip: 1 })],
    ['the default branch is not among them', (world: CleanupWorld) => world.repository.delete('main')],
    [
      'the repository says it has none',
      (world: CleanupWorld) => {
        for (const name of ['main', 'alive-one']) world.repository.delete(name);
      },
    ],
  ])('when %s, the verdict on a preview that is not in the list is unknown', async (_what, spoil) => {
    const world = new CleanupWorld();
    world.repository.pageSize = 1;
    spoil(world);
    world.addPreview('b120');
    const report = await world.cleanup();
    expect(report.plan.decisions).toMatchObject([{ verdict: 'unknown', reason: 'not-listed' }]);
    expect(reportLines(report, new TerminalStandIn()).join('\n')).toMatch(/b120 .*UNKNOWN/);
    expect(reportLines(report, new TerminalStandIn()).join('\n')).not.toMatch(/is gone|DELETE/);
    expect(report.counts).toMatchObject({ deleted: 0, kept: 0, left: 0 });
    expect(world.untouched).toBe(true);
  });

  test('when the stacks broke off, the verdict is unknown as well', async () => {
    const world = new CleanupWorld();
    world.stacks.pageSize = 2;
    for (const branch of ['b120', 'b121', 'b122']) world.addPreview(branch);
    world.stacks.faults.fail('page', refusal(), { skip: 1 });
    const { decisions } = (await world.cleanup()).plan;
    expect(decisions).toMatchObject([{ verdict: 'unknown' }]);
  });

  test('why says unknown, too', async () => {
    const world = new CleanupWorld();
    world.addPreview('b120');
    world.repository.faults.fail('branches', refusal('Check GITHUB_TOKEN.'));
    const target = { kind: 'preview', branch: 'b120' } as const;
    const lines = explanationLines(await why(world, { settings: world.settings(), branch: 'b120', target }), 'preview');
    expect(lines).toContain('decision    unknown (not-listed)');
    expect(lines.join('\n')).not.toContain('is gone');
  });
});
