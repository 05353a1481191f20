import type { Sessions } from '../../../lib/ports/sessions';

export interface SessionsWorld {
  readonly sessions: Sessions;
  readonly instanceId: string;
  /** Ids of the sessions that have not ended. */
  open(): Promise<readonly string[]>;
}

export function describeSessionsContract(name: string, make: () => Promise<SessionsWorld>): void {
  describe(`sessions kept by ${name}`, () => {
    test('one begins with all that a program needs to talk with it, and ends', async () => {
      const { sessions, instanceId, open } = await make();
      const parameters = { command: ['id'] };
      const request = { instanceId, document: 'AWS-StartInteractiveCommand', parameters, reason: 'contract' };
      const session = await sessions.start(request);
      expect(session).toMatchObject({
        ...request,
        region: 'eu-central-1',
        endpoint: expect.stringMatching(/^https?:/),
      });
      expect(session.token).toBeTruthy();
      expect(session.streamUrl).toContain(session.id);
      expect(await open()).toEqual([session.id]);
      await sessions.end(session.id);
      await sessions.end(session.id);
      expect(await open()).toEqual([]);
    });
  });
}
