import type { GitHubRepository } from '../../lib/facts/ci-repository';
import type { ForgeIdentity, JobSubjects } from '../../lib/ports/forge-identity';
import { FaultSwitch } from './fault-switch';

/** A repository as a test wants the forge to know it. */
export class FakeForgeIdentity implements ForgeIdentity {
  readonly faults = new FaultSwitch<'repository' | 'jobSubjects'>();
  known: GitHubRepository = { id: 456789, ownerId: 123456, fullName: 'acme/shop' };
  subjects: JobSubjects = { byDefault: true, claims: [] };

  async repository(): Promise<GitHubRepository> {
    this.faults.trip('repository');
    return this.known;
  }

  async jobSubjects(): Promise<JobSubjects> {
    this.faults.trip('jobSubjects');
    return this.subjects;
  }
}
