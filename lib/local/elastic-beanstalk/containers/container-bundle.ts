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
  readonly Image?: { readonly Name?: string; readonly Update?: string | boolean };
  readonly Ports?: readonly { readonly ContainerPort?: string | number }[];
}

const composeFiles = ['docker-compose.yml', 'docker-compose.yaml'];
/** Of a registry, a path, a tag and a digest; nothing that a program would take for an option. */
const imageName = /^[\w][\w./:@-]*$/;

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
  const named = Number(dockerrun?.Ports?.[0]?.ContainerPort ?? exposedBy(dockerfile ?? ''));
  const port = named > 0 && named < 65_536 ? { port: named } : {};
  if (dockerfile !== undefined) {
    return { pulls: false, ...port };
  }
  const image = dockerrun?.Image?.Name ?? '';
  if (!imageName.test(image)) {
    throw new DeploymentFailure('Dockerrun.aws.json names no image that could be run.');
  }
  return { image, pulls: String(dockerrun?.Image?.Update ?? 'true') !== 'false', ...port };
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
