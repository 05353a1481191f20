import type { Check } from './check';
import { applicationCheck } from './checks/application';
import { branchesCheck } from './checks/branches';
import { certificateCheck } from './checks/certificate';
import { checkoutCheck } from './checks/checkout';
import { ciRolesCheck } from './checks/ci-roles';
import { cleanupCheck } from './checks/cleanup';
import { clockCheck } from './checks/clock';
import { credentialsCheck } from './checks/credentials';
import { gitHubTokenCheck } from './checks/github-token';
import { hostedZoneCheck } from './checks/hosted-zone';
import { platformsCheck } from './checks/platforms';
import { addressesCheck, balancersCheck, databasesCheck, environmentsCheck } from './checks/quotas';
import { settingsCheck } from './checks/settings';
import { sharedBalancerCheck } from './checks/shared-balancer';
import { stacksCheck } from './checks/stacks';
import { templateCheck } from './checks/template';

/** Every check, in the order in which they are shown; one line a check. */
export const checks: readonly Check[] = [
  settingsCheck,
  checkoutCheck,
  branchesCheck,
  gitHubTokenCheck,
  credentialsCheck,
  clockCheck,
  hostedZoneCheck,
  applicationCheck,
  templateCheck,
  certificateCheck,
  platformsCheck,
  ciRolesCheck,
  stacksCheck,
  environmentsCheck,
  databasesCheck,
  addressesCheck,
  balancersCheck,
  sharedBalancerCheck,
  cleanupCheck,
];
