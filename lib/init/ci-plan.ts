import { hash8 } from '../naming/hash8';
import type { Choices } from './ask/choices';
import { imageRepository, productionBranch } from './first-settings';
import { packageManager } from './look/package-manager';
import type { RepositoryFacts } from './look/repository-facts';

/** What the jobs of a CI do, whichever it is. */
export interface CiPlan {
  /** Its name is in every name that two projects of one repository would else share. */
  readonly project: string;
  /** Folder of the application, from the top of the repository; empty at the top. */
  readonly place: string;
  /** Folder where packages are installed and tests run. */
  readonly packagesPlace: string;
  /** Commands that install what the build and the program need. */
  readonly install: readonly string[];
  /** Commands that install what a job needs that only deploys. */
  readonly installProgram: readonly string[];
  /** Commands that test; none when none is known. */
  readonly test: readonly string[];
  /** What stands before `preview-stacks`. */
  readonly execute: string;
  readonly corepack: boolean;
  readonly python: boolean;
  readonly region: string;
  /** ECR repository, for an image that is built by CI. @default the bundle is made of sources */
  readonly imageRepository?: string;
  readonly stagingBranch: string;
  /** @default nothing is promoted */
  readonly productionBranch?: string;
  /** `owner/repository` on GitHub. @default not there */
  readonly github?: string;
}

export function ciPlan(choices: Choices, facts: RepositoryFacts): CiPlan {
  const { app } = facts;
  const production = productionBranch(facts);
  // Ours is the first package.json there: npm it is.
  const packages = app.packageJson ? app.packages : packageManager('npm');
  const python = choices.app === 'python';
  return {
    project: choices.project,
    place: facts.place,
    packagesPlace: facts.place,
    install: [packages.install, ...(python && app.pythonInstall !== undefined ? [app.pythonInstall] : [])],
    installProgram: [packages.install],
    test: [...(app.tests ? [packages.run('test')] : []), ...(python && app.pytest ? ['python -m pytest'] : [])],
    execute: packages.execute,
    corepack: packages.corepack,
    python,
    region: choices.region,
    ...(choices.artifact === 'image' && { imageRepository: imageRepository(choices) }),
    stagingBranch: facts.defaultBranch,
    ...(production !== undefined && { productionBranch: production }),
    ...(choices.github !== undefined && { github: choices.github }),
  };
}

/** When a job runs each hour: at another minute for each project, and never at the full hour, when CI is busiest. */
export function hourlyCron(project: string, job: 'cleanup' | 'sleep' = 'cleanup'): string {
  return `${1 + (Number.parseInt(hash8(project, job), 16) % 59)} * * * *`;
}

/** Folder of the bundles, from the application's: one job fills it, the others deploy what is in it. */
export const bundleFolder = '.preview-stacks/bundles';

/**
 * The commands that make an image and remember it by its digest. `tag` is what the CI's variables make of the run: a tag of its own,
 * so that a registry may refuse to move tags and a run may still be repeated.
 */
export function imageCommands(tag: string): readonly string[] {
  return [
    `docker build --tag "$IMAGE_REPOSITORY:${tag}" .`,
    // The registry is the repository's first part.
    `aws ecr get-login-password | docker login --username AWS --password-stdin "$\{IMAGE_REPOSITORY%%/*}"`,
    `docker push "$IMAGE_REPOSITORY:${tag}"`,
    'mkdir -p .preview-stacks',
    // Docker notes the digest when the registry has taken the image.
    `docker inspect --format '{{index .RepoDigests 0}}' "$IMAGE_REPOSITORY:${tag}" > .preview-stacks/image`,
  ];
}
