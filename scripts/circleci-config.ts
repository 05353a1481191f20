import type { CiPlan } from '../lib/init/ci-plan';
import { circleciText } from '../lib/init/circleci/text';

/** The jobs of this repository: those that `init` writes for an application in `examples/guestbook`, tested by `.ci/run`. */
const plan: CiPlan = {
  project: 'guestbook',
  place: 'examples/guestbook',
  packagesPlace: '',
  // .ci/run installs by itself.
  install: [],
  installProgram: ['npm ci'],
  test: ['.ci/run'],
  execute: 'npx',
  corepack: false,
  python: false,
  region: 'eu-central-1',
  stagingBranch: 'main',
  productionBranch: 'production',
};

const head = [
  '# The living example of what `npx preview-stacks init` writes, for the guest book in examples/: made by',
  '# `npx tsx scripts/build-circleci-config.ts`. Explained in docs/ci.md.',
].join('\n');

/** The text of this repository's own `.circleci/config.yml`. */
export function circleciConfig(): string {
  return circleciText(plan).replace(/^.*$/m, head);
}
