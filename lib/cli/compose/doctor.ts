import { awsPorts } from '../../aws/aws-ports';
import { awsClients } from '../../aws/clients';
import type { DoctorPorts } from '../../doctor/doctor-request';
import { lazily } from '../../lazily';
import { SystemClock } from '../../machine/system-clock';
import type { Progress } from '../../progress';
import type { ResolvedSettings } from '../../settings/resolve';
import type { Invocation } from '../command';
import type { Session } from '../session';
import { gitHubOf } from './github';
import { profileOf, repositoryOf } from './ports';

/** What doctor asks. A question can fail, opening cannot. */
export function openDoctorPorts(
  invocation: Invocation,
  session: Session,
  settings: ResolvedSettings,
  progress: Progress,
): DoctorPorts & { close(): void } {
  // Fewer attempts than deploy makes: doctor says at once when the network is down.
  const clients = awsClients({ region: settings.values.region, ...profileOf(invocation), maxAttempts: 3 });
  const clock = new SystemClock();
  const github = gitHubOf(invocation, session, progress);
  return lazily<DoctorPorts & { close(): void }>({
    ...awsPorts(clients, clock),
    checkout: () => session.checkout,
    repository: () => () => repositoryOf(invocation, session, progress),
    ...(github && { rights: () => github.rights, forgeIdentity: () => github.identity }),
    clock: () => clock,
    progress: () => progress,
    close: () => () => clients.close(),
  });
}
