import { partitionOf } from '../naming/partition';

/** account.dkr.ecr.region.suffix/repository, with or without what follows it. */
const ecr = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.([a-z0-9.-]+)\/([^@:]+)/;

/** The ARN of the ECR repository in which an image lies; `undefined` for an image of any other registry. */
export function imageRepository(image: string | undefined): string | undefined {
  const [, account, region = '', host, repository] = ecr.exec(image ?? '') ?? [];
  const { partition, suffix } = partitionOf(region);
  if (account === undefined || host !== suffix) return undefined;
  return `arn:${partition}:ecr:${region}:${account}:repository/${repository}`;
}
