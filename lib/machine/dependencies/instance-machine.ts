import { PreviewError } from '../../errors';
import { isArm } from '../../settings/is-arm';
import type { ServiceSettings } from '../../settings/settings';

/** What native code must be made for. */
export interface Machine {
  readonly os: 'linux' | 'darwin' | 'win32';
  readonly cpu: 'x64' | 'arm64';
  /** Of Linux only: Amazon Linux 2023 has glibc. */
  readonly musl: boolean;
}

/** Says that instances are not what their type says: on the embedded endpoint all of them are this machine. */
export const machineVariable = 'PREVIEW_STACKS_INSTANCE_MACHINE';

/**
 * What the instances of a service are.
 *
 * @throws PreviewError `machine-unknown` when the variable names none
 */
export function instanceMachine(
  { instanceType }: Pick<ServiceSettings, 'instanceType'>,
  environment: NodeJS.ProcessEnv,
): Machine {
  const named = environment[machineVariable];
  if (named === undefined || named === '')
    return { os: 'linux', cpu: isArm(instanceType) ? 'arm64' : 'x64', musl: false };
  const [, os, musl, cpu] = /^(linux|darwin|win32)(musl)?-(x64|arm64)$/.exec(named) ?? [];
  if (os === undefined) {
    throw new PreviewError('machine-unknown', `${machineVariable} is ${JSON.stringify(named)}`, {
      fault: 'user',
      hint: 'Take the line that `preview-stacks local` prints, or unset it: then the instance type says it.',
    });
  }
  return { os: os as Machine['os'], cpu: cpu as Machine['cpu'], musl: musl !== undefined };
}

/** This machine, as the variable names it. */
export function thisMachine(): string {
  const report = process.report?.getReport() as { header?: { glibcVersionRuntime?: string } } | undefined;
  const musl = process.platform === 'linux' && report?.header?.glibcVersionRuntime === undefined;
  return `${process.platform}${musl ? 'musl' : ''}-${process.arch}`;
}

/** As people read it, and as the variable takes it. */
export function machineName({ os, cpu, musl }: Machine): string {
  return `${os}${musl ? 'musl' : ''}-${cpu}`;
}
