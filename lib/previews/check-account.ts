import { PreviewError } from '../errors';
import type { Account } from '../ports/account';
import type { TargetSettings } from '../settings/settings';

/**
 * Id of the account that the credentials belong to.
 *
 * @throws PreviewError `account-wrong` when settings name another; what the port throws without credentials
 */
export async function checkAccount(account: Account, values: Pick<TargetSettings, 'account'>): Promise<string> {
  const identity = await account.identity();
  if (values.account === undefined || values.account === identity.account) return identity.account;
  throw new PreviewError(
    'account-wrong',
    `The credentials belong to account ${identity.account} (${identity.arn}), the settings name account ${values.account}`,
    { fault: 'user', hint: 'Use credentials of the account in the settings, or correct `account` there.' },
  );
}

/** The same for commands that only look: without an account in the settings they ask nothing. */
export async function checkNamedAccount(account: Account, values: Pick<TargetSettings, 'account'>): Promise<void> {
  if (values.account !== undefined) await checkAccount(account, values);
}
