import type { GitHubRepository } from '../facts/ci-repository';
import type { ForgeIdentity, JobSubjects } from '../ports/forge-identity';
import { fieldsOf, listOf, numberField, textField } from './calls/fields';
import type { GitHubCalls } from './calls/github-calls';
import { notCredible } from './calls/github-error';

/** The repository by its numbers. GitHub redirects from a former name, so the name in the answer counts. */
export class GitHubIdentity implements ForgeIdentity {
  constructor(private readonly calls: GitHubCalls) {}

  async repository(): Promise<GitHubRepository> {
    const what = `repository ${this.calls.repository}`;
    const data = fieldsOf((await this.calls.ask('repository', what, {})).data, what);
    const fullName = textField(data, 'full_name', what);
    const numbers = {
      id: numberField(data, 'id', what),
      ownerId: numberField(fieldsOf(data.owner, what), 'id', what),
    };
    // They become part of a trust policy.
    if (!/^[A-Za-z0-9._-]+\/[A-Za-z0-9._-]+$/.test(fullName) || !Object.values(numbers).every(isNumberOfGitHub)) {
      throw notCredible(what, 'its name or its numbers are none');
    }
    return { ...numbers, fullName };
  }

  async jobSubjects(): Promise<JobSubjects> {
    const what = `how subjects of jobs of ${this.calls.repository} are made`;
    const data = fieldsOf((await this.calls.ask('jobSubjects', what, {})).data, what);
    const { use_default: byDefault, include_claim_keys: claims = [] } = data;
    if (typeof byDefault !== 'boolean') throw notCredible(what, 'it has no use_default');
    return { byDefault, claims: listOf(claims, what).map(String) };
  }
}

function isNumberOfGitHub(number: number): boolean {
  return Number.isSafeInteger(number) && number > 0;
}
