// The door `preview-stacks/local`: an AWS on this machine for tests of one's own. It loads neither the CDK nor a client of AWS.

export { type Fault, PreviewError, type PreviewErrorOptions } from '../errors';
export { type LocalEndpoint, type LocalEnvironment, type LocalOptions, startLocal } from './start-local';
