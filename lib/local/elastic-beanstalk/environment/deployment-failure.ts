/** A version could not be put onto an instance: the environment ends Ready and red, and its events say why. */
export class DeploymentFailure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DeploymentFailure';
  }
}
