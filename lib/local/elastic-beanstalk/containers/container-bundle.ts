import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DeploymentFailure } from '../environment/deployment-failure';

/** What the files of a bundle say about its container. */
export interface ContainerBundle {
  /** Undefined where the Dockerfile makes it. */
  readonly image?: string;
  /** Whether the image is asked of its registry before each deployment. */
  readonly pulls: boolean;
  /** Undefined where only the image may say it. */
  readonly port?: number;
}

interface Dockerrun {
  readonly AWSEBDockerrunVersion?: string | number;
  readonly Image?: { readonly Name?: unknown; readonly Update?: unknown } | null;
  readonly Ports?: readonly ({ readonly ContainerPort?: unknown } | null)[] | null;
}

const composeFiles = ['docker-compose.yml', 'docker-compose.yaml'];
/**
 * Of a registry, a path, a tag and a digest; nothing that a program would take for an option, or podman for a transport (`dir:/…`,
 * `oci-archive:app.tar`).
 */
const imageName =
  /^(?!(?:containers-storage|dir|docker-archive|docker-daemon|oci|oci-archive|ostree|sif|tarball):)(?:[a-z\d][a-z\d.-]*(?::\d+)?\/)?[a-z\d]+(?:[._-]+[a-z\d]+)*(?:\/[a-z\d]+(?:[._-]+[a-z\d]+)*)*(?::\w[\w.-]{0,127})?(?:@[a-z\d]+:[\da-f]+)?$/i;

/** As the Docker platform of Beanstalk reads a bundle: a Dockerfile makes the image, else Dockerrun.aws.json names it. Throws DeploymentFailure. */
export async function containerBundle(folder: string): Promise<ContainerBundle> {
  const compose = await Promise.all(composeFiles.map((name) => contentOf(folder, name)));
  const found = composeFiles.find((_, index) => compose[index] !== undefined);
  if (found !== undefined) {
    throw new DeploymentFailure(
      `Beanstalk would run ${found}, which this endpoint does not: name it in .ebignore to run the Dockerfile.`,
    );
  }
  const dockerfile = await contentOf(folder, 'Dockerfile');
  const dockerrun = readDockerrun(await contentOf(folder, 'Dockerrun.aws.json'));
  if (dockerfile === undefined && dockerrun === undefined) {
    throw new DeploymentFailure('Dockerfile and Dockerrun.aws.json are both missing.');
  }
  const said = dockerrun?.Ports?.[0]?.ContainerPort ?? undefined;
  if (said !== undefined && portOf(said) === undefined) {
    throw new DeploymentFailure('ContainerPort of Dockerrun.aws.json is no port.');
  }
  const named = portOf(said ?? exposedBy(dockerfile ?? ''));
  const port = named === undefined ? {} : { port: named };
  if (dockerfile !== undefined) {
    return { pulls: false, ...port };
  }
  const image = dockerrun?.Image?.Name ?? '';
  if (typeof image !== 'string' || !imageName.test(image)) {
    throw new DeploymentFailure('Dockerrun.aws.json names no image that could be run.');
  }
  return { image, pulls: String(dockerrun?.Image?.Update ?? 'true') !== 'false', ...port };
}

function portOf(value: unknown): number | undefined {
  const isNumber = (typeof value === 'string' || typeof value === 'number') && /^\d{1,5}$/.test(String(value));
  const port = isNumber ? Number(value) : 0;
  return port > 0 && port < 65_536 ? port : undefined;
}

/** The first port that a Dockerfile exposes. */
function exposedBy(dockerfile: string): string | undefined {
  return /^\s*EXPOSE\s+(\d+)/im.exec(dockerfile)?.[1];
}

function readDockerrun(text: string | undefined): Dockerrun | undefined {
  if (text === undefined) {
    return undefined;
  }
  let value: Dockerrun;
  try {
    value = JSON.parse(text) as Dockerrun;
  } catch (error) {
    throw new DeploymentFailure(`Dockerrun.aws.json is not JSON: ${(error as Error).message}`);
  }
  if (String(value?.AWSEBDockerrunVersion) !== '1') {
    throw new DeploymentFailure('Dockerrun.aws.json is not of version 1, which is for a single container.');
  }
  return value;
}

function contentOf(folder: string, name: string): Promise<string | undefined> {
  return readFile(join(folder, name), 'utf8').catch(() => undefined);
}
