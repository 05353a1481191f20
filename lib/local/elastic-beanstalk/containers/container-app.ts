import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeploymentFailure } from '../environment/deployment-failure';
import { instanceVariables } from '../instance/app-environment';
import { runStep, type StepOptions } from '../instance/hooks';
import type { StartCommand } from '../instance/start-command';
import { containerBundle } from './container-bundle';
import { ask, type ContainerEngine, removeContainers } from './container-engine';
import { forContainer, surroundingsOf } from './container-environment';
import { type Containers, instanceLabel } from './containers';

export interface ContainerAppOptions extends StepOptions {
  readonly containers: Containers;
  /** Root of the instance. */
  readonly root: string;
  readonly instanceId: string;
  /** Name of the release. */
  readonly release: string;
}

/** Makes or fetches the image of a release that is not there yet. Throws DeploymentFailure. */
export async function prepareImage(options: ContainerAppOptions): Promise<void> {
  const { containers, folder, signal } = options;
  const engine = await engineOf(containers);
  const bundle = await containerBundle(folder);
  const step = { ...options, env: engine.env };
  if (bundle.image === undefined) {
    const labels = [containers.label(engine), labelOf(options)].flatMap((label) => ['--label', label]);
    const args = ['build', '--force-rm', ...labels, '--tag', tagOf(options), '.'];
    await runStep(engine.program, args, `${engine.program} build`, step);
    return;
  }
  const isHere = (await ask(engine, ['image', 'inspect', bundle.image])).code === 0;
  if (isHere && !bundle.pulls) {
    return;
  }
  const shown = `${engine.program} pull ${bundle.image}`;
  await runStep(engine.program, ['pull', bundle.image], shown, step).catch((error: unknown) => {
    // An image that was built on this machine is in no registry.
    if (!isHere || signal.aborted) throw error;
    options.logs.engine('INFO', `${bundle.image} could not be pulled: the image of this machine is run`);
  });
}

/** How the container of a release is run. Throws DeploymentFailure. */
export async function containerCommand(options: ContainerAppOptions): Promise<StartCommand> {
  const { containers, folder, root, instanceId, env } = options;
  const engine = await engineOf(containers);
  const bundle = await containerBundle(folder);
  const image = bundle.image ?? tagOf(options);
  const port = bundle.port ?? (await exposedBy(engine, image));
  const { ports, names } = surroundingsOf(env);
  const host = await containers.host(engine, image, ports);
  const given = forContainer(env, host.address, instanceVariables(root));
  const fixed = [
    ...['run', '--rm', '--label', containers.label(engine), '--label', labelOf(options)],
    ...[...host.args, ...names.flatMap((name) => ['--add-host', `${name}:${host.address}`])],
  ];
  const nameAt = (at: number) => `${instanceId}-${at}`;
  const fileAt = (at: number) => join(root, 'run', `${at}.env`);
  return {
    shown: `${engine.program} run ${image}`,
    at: (at) => {
      const { lines, single } = environmentFile(given, engine);
      writeFileSync(fileAt(at), lines, { mode: 0o600 });
      const own = ['--name', nameAt(at), '--publish', `127.0.0.1:${at}:${port}`, '--env-file', fileAt(at)];
      const args = [...fixed, ...own, ...Object.keys(single).flatMap((name) => ['--env', name]), image];
      return { file: engine.program, args, env: { ...single, ...engine.env } };
    },
    after: async (at) => {
      rmSync(fileAt(at), { force: true });
      await removeContainers(engine, [nameAt(at)]);
    },
  };
}

/** Removes the images that were built for an instance, but for those of a release. */
export async function removeImages(
  containers: Containers,
  options: Pick<ContainerAppOptions, 'instanceId'> & { readonly release?: string },
): Promise<void> {
  const engine = await containers.engine();
  if (engine === undefined) return;
  const format = '{{.Repository}}:{{.Tag}}';
  const { stdout } = await ask(engine, ['images', '--filter', `label=${labelOf(options)}`, '--format', format]);
  const kept = options.release === undefined ? '' : tagOf({ ...options, release: options.release });
  // Podman writes `localhost/` before the name.
  const old = stdout
    .split('\n')
    .filter((name) => name.includes(`/${options.instanceId}:`) && !name.endsWith(kept || ' '));
  if (old.length > 0) await ask(engine, ['rmi', ...old]);
}

/**
 * The program by which a script on the instance reaches its container: `docker ps` lists it alone. `docker exec` and `docker logs` act on whatever container it is
 * given: a script is code of the app that runs on this machine, and could ask the engine itself. It holds the variables of the container program,
 * which may be secret.
 */
export function dockerOfInstance(engine: ContainerEngine, instanceId: string): string {
  const variables = Object.entries(engine.env).map(([name, value]) => `${name}=${quoted(value)}; export ${name}`);
  return `#!/bin/sh
# An instance lists no container but its own.
${variables.join('\n')}
case "\${1:-}" in
  ps) shift; exec ${engine.program} ps --filter label=${instanceLabel}=${instanceId} "$@" ;;
  exec | logs) exec ${engine.program} "$@" ;;
  *) echo 'docker here knows: ps, exec, logs' >&2; exit 1 ;;
esac
`;
}

async function engineOf(containers: Containers): Promise<ContainerEngine> {
  const engine = await containers.engine();
  if (engine === undefined) {
    throw new DeploymentFailure('Neither docker nor podman answers on this machine.');
  }
  return engine;
}

async function exposedBy(engine: ContainerEngine, image: string): Promise<number> {
  const { stdout } = await ask(engine, ['image', 'inspect', '--format', '{{json .Config.ExposedPorts}}', image]);
  const port = Number(/"(\d+)\/tcp"/.exec(stdout)?.[1]);
  if (!(port > 0)) {
    throw new DeploymentFailure(
      'No port is exposed: neither the Dockerfile, nor Dockerrun.aws.json, nor the image names one.',
    );
  }
  return port;
}

/** A value with a line break cannot stand in such a file: it goes by the environment of the program. */
function environmentFile(given: Readonly<Record<string, string>>, { env }: ContainerEngine) {
  const entries = Object.entries(given);
  const broken = entries.filter(([, value]) => /[\r\n]/.test(value));
  const taken = broken.find(([name]) => name in env);
  if (taken !== undefined) {
    throw new DeploymentFailure(
      `The variable ${taken[0]} may hold no line break: the container program has one of this name.`,
    );
  }
  const lines = entries.filter((entry) => !broken.includes(entry)).map(([name, value]) => `${name}=${value}\n`);
  return { lines: lines.join(''), single: Object.fromEntries(broken) };
}

function labelOf({ instanceId }: Pick<ContainerAppOptions, 'instanceId'>): string {
  return `${instanceLabel}=${instanceId}`;
}

function tagOf({ instanceId, release }: Pick<ContainerAppOptions, 'instanceId' | 'release'>): string {
  return `preview-stacks/${instanceId}:${release}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
