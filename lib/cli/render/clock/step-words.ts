import type { DeployStep } from '../../../deploy/events';

/** The steps of a deploy, as what is true once they have ended. */
export const stepWords: Readonly<Record<DeployStep, string>> = {
  fence: 'branch and commit are still there',
  identity: 'AWS account is the right one',
  application: 'application stack is there',
  limit: 'the host is free, and there is room',
  bundle: 'bundle',
  platform: 'platform',
  synth: 'template',
  stack: 'stack',
  properties: 'what settings no longer name is taken away',
  health: 'healthy',
  record: 'record',
  seed: 'test data',
  'last-look': 'branch is still there',
};
