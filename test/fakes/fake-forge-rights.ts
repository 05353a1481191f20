import type { ForgeRateLimit, ForgeRight, ForgeRightFinding, ForgeRights } from '../../lib/ports/forge-rights';
import { FaultSwitch } from './fault-switch';

const all: readonly ForgeRight[] = [
  'read branches',
  'write deployments',
  'write commit statuses',
  'write pull-request comments',
];

/** Rights as a test wants them; every one is granted until it says otherwise. */
export class FakeForgeRights implements ForgeRights {
  readonly faults = new FaultSwitch<'login' | 'rateLimit'>();
  /** Whom the token stands for; undefined without a token. */
  me: string | undefined = 'preview-bot';
  limit: ForgeRateLimit | undefined = { limit: 5000, remaining: 4999, resetsAt: new Date('2025-01-01T01:00:00Z') };
  /** Findings that are not `granted`. */
  readonly odd = new Map<ForgeRight, Omit<ForgeRightFinding, 'right'>>();

  async login(): Promise<string | undefined> {
    this.faults.trip('login');
    return this.me;
  }

  async rateLimit(): Promise<ForgeRateLimit | undefined> {
    this.faults.trip('rateLimit');
    return this.limit;
  }

  async check(): Promise<readonly ForgeRightFinding[]> {
    return all.map((right) => ({
      right,
      ...(this.odd.get(right) ?? { state: 'granted', reason: 'the fake says so' }),
    }));
  }
}
