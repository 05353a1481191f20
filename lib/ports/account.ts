import type { NetworkFacts } from '../facts/facts';

/** The AWS account that the credentials belong to. */
export interface Account {
  /** Throws PreviewError `credentials-missing` or `credentials-refused` (fault user) without credentials. */
  identity(): Promise<{ readonly account: string; readonly arn: string }>;
  /** The VPC by id, or the default VPC. Throws PreviewError (fault user) when there is none. */
  network(vpcId: string | undefined): Promise<NetworkFacts>;
  /** Id of the public hosted zone with the longest name that holds the domain; undefined when the account has none. */
  hostedZone(domain: string): Promise<string | undefined>;
}
