import { logOf } from '../../../../lib/cli/steer/page/page-log';
import type { PageLook } from '../../../../lib/cli/steer/page/page-look';
import { maskedLogsNoProgram } from '../../../../lib/naming/masked-logs';
import type { LogLineEvent } from '../../../../lib/web/api';
import { FakeClock } from '../../../fakes/fake-clock';
import { InstanceWorld } from '../../../instances/instance-world';

const document = 'masked-logs-shop-staging';

/** The log that the page of a team shows. */
async function shown(exitCode: number, stdout: string): Promise<readonly LogLineEvent[]> {
  const world = new InstanceWorld();
  await world.add();
  world.commands.documents.set(document, {
    ...{ status: exitCode === 0 ? 'succeeded' : 'failed', exitCode, stdout, stderr: '' },
  });
  const look = {
    session: { settingsOf: () => world.settings, file: {} },
    ports: { ...world, environments: world.environments, commands: world.commands, clock: new FakeClock() },
    ...{ signal: new AbortController().signal, isShared: true },
  };
  const lines: LogLineEvent[] = [];
  for await (const line of logOf(look as unknown as PageLook, 'login', 'web')) lines.push(line);
  return lines;
}

test('the page of a team shows the lines that the instance has masked', async () => {
  expect(await shown(0, 'one\n\u001b[32mtwo\u001b[0m [masked A]\n')).toMatchObject([
    { service: 'web', text: 'one' },
    { service: 'web', text: 'two [masked A]' },
  ]);
});

test('a log that cannot be masked is not shown', async () => {
  await expect(shown(maskedLogsNoProgram, 'correct-horse')).rejects.toMatchObject({
    ...{ code: 'log-not-shown', message: expect.not.stringContaining('correct-horse') },
  });
});
