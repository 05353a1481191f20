import type { LocalServerOptions } from '../local/server';
import { containerVariables } from './container-variables';
import { npmVariables, pipVariables } from './installer-variables';

/** What the programs that the endpoint runs (npm, pip, docker, database servers) get of a person's environment. */
export function userVariables(
  env: Readonly<Record<string, string | undefined>>,
): Pick<LocalServerOptions, 'path' | 'pipVariables' | 'npmVariables' | 'containerVariables'> {
  return {
    ...(env.PATH ? { path: env.PATH } : {}),
    pipVariables: pipVariables(env),
    npmVariables: npmVariables(env),
    containerVariables: containerVariables(env),
  };
}
