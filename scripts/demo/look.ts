import { CloudFormationClient, paginateDescribeStacks } from '@aws-sdk/client-cloudformation';
import { ListBucketsCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';

/** Everything that there is, as AWS's own clients and the endpoint's processes show it. */
export interface Look {
  readonly stacks: readonly string[];
  readonly buckets: readonly string[];
  /** Keys of the bundle bucket. */
  readonly objects: readonly string[];
  readonly processes: readonly { readonly environment: string; readonly pid: number }[];
  readonly databases: readonly string[];
  readonly hosts: readonly string[];
}

/** Asks with the variables that `preview-stacks local` printed. */
export async function look(variables: Readonly<Record<string, string>>): Promise<Look> {
  const { AWS_ENDPOINT_URL: endpoint = '', AWS_REGION: region = '' } = variables;
  const credentials = {
    accessKeyId: variables.AWS_ACCESS_KEY_ID ?? '',
    secretAccessKey: variables.AWS_SECRET_ACCESS_KEY ?? '',
  };
  const cloudFormation = new CloudFormationClient({ endpoint, region, credentials });
  const s3 = new S3Client({ endpoint, region, credentials });
  try {
    const stacks: string[] = [];
    let bundleBucket = '';
    for await (const page of paginateDescribeStacks({ client: cloudFormation }, {})) {
      for (const { StackName = '', Outputs = [] } of page.Stacks ?? []) {
        stacks.push(StackName);
        bundleBucket ||= Outputs.find(({ OutputKey }) => OutputKey === 'BundleBucket')?.OutputValue ?? '';
      }
    }
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
    const objects: string[] = [];
    for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket: bundleBucket })) {
      for (const { Key = '' } of page.Contents ?? []) objects.push(Key);
    }
    const running = (await (await fetch(`${endpoint}/_local/running`)).json()) as Pick<
      Look,
      'processes' | 'databases' | 'hosts'
    >;
    return { stacks, buckets: Buckets.map(({ Name = '' }) => Name), objects, ...running };
  } finally {
    cloudFormation.destroy();
    s3.destroy();
  }
}
