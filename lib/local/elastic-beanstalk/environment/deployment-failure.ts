/** A version could not be put onto an instance: the environment ends Ready and red, and its events say why. */
export class DeploymentFailure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DeploymentFailure';
  }
}

/**
 * A version is in place and its process does not stay. On AWS the deployment fails, too: `[app-deploy] - [Track pids in healthd] … pid
 * symlinks failed` (aws/elastic-beanstalk-roadmap#85, 24 August 2020). It is started again all the same, so its health is the app's.
 */
export class StartFailure extends DeploymentFailure {}
