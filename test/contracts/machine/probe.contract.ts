import type { Probe } from '../../../lib/ports/probe';

export interface ProbeWorld {
  readonly probe: Probe;
  /** URL of an app that answers so; undefined: where no app listens. */
  urlOf(status: number | undefined): string;
}

export function describeProbeContract(name: string, make: () => Promise<ProbeWorld>): void {
  describe(`a probe kept by ${name}`, () => {
    test.each([200, 302, 404, 503])('tells the status %s as it is', async (status) => {
      const { probe, urlOf } = await make();
      expect(await probe.get(urlOf(status))).toEqual({ kind: 'answered', status });
    });

    test('tells silence with its reason and does not throw', async () => {
      const { probe, urlOf } = await make();
      expect(await probe.get(urlOf(undefined))).toEqual({ kind: 'silent', reason: 'connection refused' });
    });
  });
}
