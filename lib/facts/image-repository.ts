/** account.dkr.ecr.region.amazonaws.com/repository, with or without what follows it. */
const ecr = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(\.cn)?\/([^@:]+)/;

/** The ARN of the ECR repository in which an image lies; `undefined` for an image of any other registry. */
export function imageRepository(image: string | undefined): string | undefined {
  const [, account, region, china, repository] = ecr.exec(image ?? '') ?? [];
  if (account === undefined) return undefined;
  return `arn:${china === undefined ? 'aws' : 'aws-cn'}:ecr:${region}:${account}:repository/${repository}`;
}
