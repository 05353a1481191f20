import { type Makers, typed } from '../../lazily';
import type { LocalPrograms } from '../../ports/local-programs';
import type { SessionProgram } from '../../ports/session-program';
import type { Invocation } from '../command';

/** What a look into an instance uses of this machine. */
export interface LocalPorts {
  readonly program: SessionProgram;
  readonly programs: LocalPrograms;
}

/** The plugin and the clients that this machine has. */
export function localPorts({ env, cwd }: Pick<Invocation, 'env' | 'cwd'>): Makers<LocalPorts> {
  return {
    program: () =>
      new (typed<typeof import('../../machine/session/session-plugin')>(
        require('../../machine/session/session-plugin'),
      ).SessionManagerPlugin)({ environment: env, cwd, profile: env.AWS_PROFILE }),
    programs: () =>
      new (typed<typeof import('../../machine/session/machine-programs')>(
        require('../../machine/session/machine-programs'),
      ).MachinePrograms)({ environment: env, cwd }),
  };
}
