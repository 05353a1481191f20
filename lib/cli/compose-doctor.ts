import { awsClients } from '../aws/clients';
import type { DoctorPorts } from '../doctor/doctor-request';
import { SystemClock } from '../machine/system-clock';
import type { Progress } from '../progress';
import type { ResolvedSettings } from '../settings/resolve';
import type { Invocation } from './command';
import { repositoryOf } from './compose';
import { gitHubOf } from './compose-github';
import type { Session } from './session';

/** The doctor's world; what is asked of it can fail, opening it cannot. */
export function openDoctorWorld(
  invocation: Invocation,
  session: Session,
  settings: ResolvedSettings,
  progress: Progress,
): DoctorPorts & { close(): void } {
  // Nobody waits for the sixth attempt to be told that the network is down.
  const clients = awsClients({ region: settings.values.region, maxAttempts: 3 });
  const clock = new SystemClock();
  const { AwsAccount } = require('../aws/account') as typeof import('../aws/account');
  const { AwsStacks } = require('../aws/stacks') as typeof import('../aws/stacks');
  const { AwsEnvironments } = require('../aws/environments') as typeof import('../aws/environments');
  const { AwsHeartbeats } = require('../aws/heartbeats') as typeof import('../aws/heartbeats');
  const { AwsQuotas } = require('../aws/quotas') as typeof import('../aws/quotas');
  const { AwsZones } = require('../aws/zones') as typeof import('../aws/zones');
  const { AwsCertificates } = require('../aws/certificates') as typeof import('../aws/certificates');
  const { AwsRoles } = require('../aws/roles') as typeof import('../aws/roles');
  const github = gitHubOf(invocation, session, progress);
  return {
    account: new AwsAccount(clients),
    stacks: new AwsStacks(clients, clock),
    environments: new AwsEnvironments(clients, clock),
    heartbeats: new AwsHeartbeats(clients),
    get synthesizer() {
      const { CdkSynthesizer } = require('../aws/synthesizer') as typeof import('../aws/synthesizer');
      return new CdkSynthesizer();
    },
    quotas: new AwsQuotas(clients),
    zones: new AwsZones(clients),
    certificates: new AwsCertificates(clients),
    roles: new AwsRoles(clients),
    checkout: session.checkout,
    repository: () => repositoryOf(invocation, session, progress),
    ...(github && { rights: github.rights, forgeIdentity: github.identity }),
    clock,
    progress,
    close: () => clients.close(),
  };
}
