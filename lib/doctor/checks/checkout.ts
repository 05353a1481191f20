import { shortHash } from '../../text/short-hash';
import type { Check } from '../check';
import { ok, warning } from '../finding';

/** The git working copy from which would be deployed. */
export const checkoutCheck: Check = {
  name: 'git',
  title: 'git checkout',
  async look({ ports: { checkout } }) {
    const [commit, branch, foreign] = await Promise.all([checkout.commit(), checkout.branch(), checkout.foreign()]);
    const at = shortHash(commit);
    if (foreign !== undefined) return [warning(`at ${at}; this run deploys nothing: ${foreign}`)];
    if (branch !== undefined) return [ok(`${branch} at ${at}`)];
    return [
      warning(
        `at ${at}; no branch is checked out, and CI names none`,
        'Name the branch with --branch when you deploy.',
      ),
    ];
  },
};
