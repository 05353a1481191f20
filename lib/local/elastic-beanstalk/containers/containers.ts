import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { instancePath } from '../instance/app-environment';
import { ask, type ContainerEngine, findEngine, removeContainers } from './container-engine';
import { containerGuard } from './container-guard';
import { HostRelay } from './host-relay';

const worldLabel = 'preview-stacks.world';
export const instanceLabel = 'preview-stacks.instance';

/** Where in a container this machine is, and what `run` needs for it. */
export interface Host {
  readonly address: string;
  readonly args: readonly string[];
}

/** The engine that these variables of a user lead to. */
export function engineOf(
  variables: Readonly<Record<string, string | undefined>>,
): Promise<ContainerEngine | undefined> {
  const given = Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return findEngine({ PATH: instancePath, ...Object.fromEntries(given) });
}

/** The containers of one endpoint, all with its label, and how they reach it. */
export class Containers {
  private found: Promise<ContainerEngine | undefined> | undefined;
  private relay: Promise<HostRelay | undefined> | undefined;
  private watcher: ChildProcess | undefined;
  private name: string | undefined;
  private readonly note: string;

  /**
   * @param variables of the user, for the container program: PATH, HOME, DOCKER_HOST and the like
   * @param isPassing no later run finds the folder: images go with the containers
   */
  constructor(
    folder: string,
    private readonly variables: Readonly<Record<string, string | undefined>> = {},
    private readonly isPassing = false,
  ) {
    this.note = join(folder, 'containers', 'world');
  }

  /** The engine of this machine; undefined while none answers. */
  async engine(): Promise<ContainerEngine | undefined> {
    this.found ??= engineOf(this.variables);
    const engine = await this.found;
    if (engine === undefined) {
      // One may be started meanwhile.
      this.found = undefined;
    }
    return engine;
  }

  /** Marks what belongs to this endpoint: `preview-stacks.world=…`. The first call sees to it that nothing of it outlives us. */
  label(engine: ContainerEngine): string {
    const label = `${worldLabel}=${this.world()}`;
    this.watcher ??= containerGuard(engine, label);
    return label;
  }

  /** Leads a container of an image to these ports of 127.0.0.1. */
  async host(engine: ContainerEngine, image: string, ports: readonly number[]): Promise<Host> {
    const { way } = engine;
    if (way.kind === 'address') {
      return { address: way.address, args: ['--network', way.network] };
    }
    if (way.kind === 'name') {
      return this.named(engine, image, way.name);
    }
    const network = `preview-stacks-${this.world()}`;
    this.relay ??= this.openRelay(engine, network);
    const relay = await this.relay;
    try {
      await Promise.all(ports.map((port) => relay?.lead(port)));
    } catch (error) {
      // The gateway is an address of another machine: the engine is there.
      if ((error as NodeJS.ErrnoException).code !== 'EADDRNOTAVAIL') throw error;
      return this.named(engine, image, 'host.docker.internal');
    }
    return relay === undefined
      ? this.named(engine, image, 'host.docker.internal')
      : { address: relay.address, args: ['--network', network] };
  }

  /** Removes what an earlier run left. */
  async reap(): Promise<void> {
    if (this.noted() === undefined) {
      return;
    }
    const engine = await this.engine();
    if (engine !== undefined) {
      await this.sweep(engine);
    }
  }

  async close(): Promise<void> {
    const engine = await this.found;
    if (this.watcher !== undefined && engine !== undefined) {
      await this.sweep(engine);
    }
    await (await this.relay)?.close();
    this.watcher?.kill('SIGKILL');
  }

  private async sweep(engine: ContainerEngine): Promise<void> {
    const filter = ['-q', '--filter', `label=${worldLabel}=${this.world()}`];
    const listed = async (...list: string[]) =>
      (await ask(engine, [...list, ...filter])).stdout.split(/\s+/).filter(Boolean);
    const left = await listed('ps', '-a');
    if (left.length > 0) await removeContainers(engine, left);
    const networks = await listed('network', 'ls');
    if (networks.length > 0) await ask(engine, ['network', 'rm', ...networks]);
    if (!this.isPassing) return;
    const images = [...new Set(await listed('images'))];
    // By force: an image with two names is refused else. Those of others do not have our label.
    if (images.length > 0) await ask(engine, ['rmi', '-f', ...images]);
  }

  private async openRelay(engine: ContainerEngine, network: string): Promise<HostRelay | undefined> {
    await ask(engine, ['network', 'create', '--label', this.label(engine), network]);
    const { stdout } = await ask(engine, ['network', 'inspect', '--format', '{{json .IPAM.Config}}', network]);
    try {
      const ranges = JSON.parse(stdout) as readonly { readonly Subnet?: string; readonly Gateway?: string }[];
      const { Subnet, Gateway } = ranges.find(({ Gateway = '' }) => Gateway.includes('.')) ?? {};
      return Subnet && Gateway ? new HostRelay(Gateway.split('/')[0] ?? '', Subnet) : undefined;
    } catch {
      return undefined;
    }
  }

  /** By its address where the image can tell it: the SDKs put a bucket's name before the name of a host, and not before an address. */
  private async named(engine: ContainerEngine, image: string, name: string): Promise<Host> {
    const args = engine.program === 'docker' ? ['--add-host', `${name}:host-gateway`] : [];
    const look = [
      'run',
      '--rm',
      '--label',
      this.label(engine),
      ...args,
      '--entrypoint',
      '/bin/cat',
      image,
      '/etc/hosts',
    ];
    const { stdout } = await ask(engine, look);
    const line = stdout.split('\n').find((one) => one.split(/\s+/).includes(name));
    return { address: /^(\d+\.){3}\d+/.exec(line ?? '')?.[0] ?? name, args };
  }

  private world(): string {
    this.name ??= this.noted();
    if (this.name === undefined) {
      this.name = randomBytes(6).toString('hex');
      mkdirSync(dirname(this.note), { recursive: true });
      writeFileSync(this.note, this.name);
    }
    return this.name;
  }

  private noted(): string | undefined {
    try {
      return /^[0-9a-f]{12}$/.exec(readFileSync(this.note, 'utf8'))?.[0];
    } catch {
      return undefined;
    }
  }
}
