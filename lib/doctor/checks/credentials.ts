import type { Check } from '../check';
import { fault, ok } from '../finding';

/** Whose account the credentials open, and whether it is the one that settings name. */
export const credentialsCheck: Check = {
  name: 'credentials',
  title: 'AWS credentials',
  async look({ ports, request }) {
    const { values } = request.settings;
    const { account, arn } = await ports.account.identity();
    const saw = `account ${account} as ${arn}, ${values.region}`;
    if (values.account === undefined) return [ok(`${saw}; settings name no account, so that any is taken`)];
    if (values.account === account) return [ok(saw)];
    return [
      fault(
        `${saw}; settings name account ${values.account}`,
        'Use credentials of the account in the settings, or correct `account` there.',
      ),
    ];
  },
};
