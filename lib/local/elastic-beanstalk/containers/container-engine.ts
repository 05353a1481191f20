import { execFile } from 'node:child_process';

/** How a container reaches what listens on 127.0.0.1 of this machine. */
export type WayToHost =
  /** Docker on Linux: through the gateway of a network of ours, where a relay listens. */
  | { readonly kind: 'relay' }
  /** The network leads this address to 127.0.0.1. */
  | { readonly kind: 'address'; readonly network: string; readonly address: string }
  /** The engine is in a virtual machine, and gives the machine this name. */
  | { readonly kind: 'name'; readonly name: string };

/** A program that runs containers, with an engine behind it that answers. */
export interface ContainerEngine {
  readonly program: 'docker' | 'podman';
  /** `docker 28.2.2` */
  readonly shown: string;
  /** Of the program, not of the app. */
  readonly env: Readonly<Record<string, string>>;
  readonly way: WayToHost;
  /** Under whatever name. */
  readonly isPodman: boolean;
}

export interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a container program to its end; never rejects. */
export function ask(
  { program, env }: Pick<ContainerEngine, 'program' | 'env'>,
  args: readonly string[],
  timeout = 30_000,
): Promise<Answer> {
  return new Promise((resolve) => {
    execFile(program, [...args], { env, timeout, maxBuffer: 16 * 1024 * 1024 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ code, stdout, stderr: stderr || (error?.message ?? '') });
    });
  });
}

/** The command that ends containers at once and removes them; their names follow. */
export function removal({ isPodman }: Pick<ContainerEngine, 'isPodman'>): readonly string[] {
  // Podman would wait ten seconds for what ignores SIGTERM, as a first process of a container does that says nothing else.
  return ['rm', '-f', ...(isPodman ? ['-t', '0'] : [])];
}

/** Ends containers at once and removes them; those that are gone are no fault. */
export async function removeContainers(engine: ContainerEngine, names: readonly string[]): Promise<void> {
  await ask(engine, [...removal(engine), ...names]);
}

/** `docker` where an engine answers it, else `podman`; undefined where neither does. */
export async function findEngine(env: Readonly<Record<string, string>>): Promise<ContainerEngine | undefined> {
  for (const program of ['docker', 'podman'] as const) {
    const { code, stdout } = await ask({ program, env }, ['info', '--format', '{{json .}}'], 10_000);
    const found = code === 0 ? engineOf(stdout) : undefined;
    if (found !== undefined) {
      return { program, env, shown: `${program} ${found.version}`, way: found.way, isPodman: found.isPodman };
    }
  }
  return undefined;
}

interface DockerInfo {
  readonly ServerVersion?: string;
  readonly OperatingSystem?: string;
}

interface PodmanInfo {
  readonly host?: { readonly serviceIsRemote?: boolean; readonly slirp4netns?: { readonly executable?: string } };
  readonly version?: { readonly Version?: string };
}

/** What `info` says of an engine. Podman may be called docker. */
function engineOf(
  info: string,
): { readonly version: string; readonly way: WayToHost; readonly isPodman: boolean } | undefined {
  let said: DockerInfo & PodmanInfo;
  try {
    said = JSON.parse(info) as DockerInfo & PodmanInfo;
  } catch {
    return undefined;
  }
  if (said.host !== undefined) {
    return { version: said.version?.Version ?? 'podman', way: podmanWay(said.host), isPodman: true };
  }
  if (!said.ServerVersion) {
    return undefined;
  }
  const isOutside = process.platform !== 'linux' || /Docker Desktop/.test(said.OperatingSystem ?? '');
  return {
    version: said.ServerVersion,
    isPodman: false,
    way: isOutside ? { kind: 'name', name: 'host.docker.internal' } : { kind: 'relay' },
  };
}

function podmanWay({ serviceIsRemote, slirp4netns }: NonNullable<PodmanInfo['host']>): WayToHost {
  if (serviceIsRemote) {
    return { kind: 'name', name: 'host.containers.internal' };
  }
  // Both lead one address of their own to 127.0.0.1 of this machine: slirp4netns(1), pasta(1).
  return slirp4netns?.executable
    ? { kind: 'address', network: 'slirp4netns:allow_host_loopback=true', address: '10.0.2.2' }
    : { kind: 'address', network: 'pasta:--map-host-loopback,169.254.1.3', address: '169.254.1.3' };
}
