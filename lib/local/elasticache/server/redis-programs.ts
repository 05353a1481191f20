import { isAbsolute, join } from 'node:path';
import { isProgram, runProgram } from '../../rds/server/run-program';

export interface RedisProgram {
  readonly file: string;
  /** `7.0.15` */
  readonly version: string;
}

/** The first server of Redis or Valkey in these folders, Redis first: clients see no difference. */
export async function findRedis(folders: readonly string[]): Promise<RedisProgram | undefined> {
  for (const name of ['redis-server', 'valkey-server']) {
    for (const folder of new Set(folders.filter(isAbsolute))) {
      const file = join(folder, name);
      const said = isProgram(file) ? await runProgram(file, ['--version']).catch(() => '') : '';
      const version = /\bv=(\d+\.\d+\.\d+)/.exec(said)?.[1];
      if (version !== undefined) return { file, version };
    }
  }
  return undefined;
}
