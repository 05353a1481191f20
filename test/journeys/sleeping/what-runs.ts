import { CloudFormationClient, GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import { DescribeEnvironmentsCommand, ElasticBeanstalkClient } from '@aws-sdk/client-elastic-beanstalk';
import { DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import { visit } from '../../../scripts/demo/visit';
import type { Journey } from '../journey';

export const asleep = { health: 'Grey', status: 'No Data', database: 'stopped', processes: 0, databases: 0 };
export const awake = { health: 'Green', status: 'Ok', database: 'available', processes: 1, databases: 1 };

/** Where the endpoint of a journey is asked. */
export interface Place {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** @param region of the project. @default that of the endpoint */
export function placeOf({ endpoint: { url, variables } }: Journey, region = variables.AWS_REGION ?? ''): Place {
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = variables;
  return { endpoint: url, region, credentials: { accessKeyId, secretAccessKey } };
}

/** What AWS says of the only preview, and what really runs of it. */
export async function whatRuns(place: Place) {
  const { Environments = [] } = await new ElasticBeanstalkClient(place).send(new DescribeEnvironmentsCommand({}));
  const { DBInstances = [] } = await new RDSClient(place).send(new DescribeDBInstancesCommand({}));
  const { processes, databases } = JSON.parse((await visit(`${place.endpoint}/_local/running`)).body);
  return {
    ...{ health: Environments[0]?.Health, status: Environments[0]?.HealthStatus },
    ...{ database: DBInstances[0]?.DBInstanceStatus, processes: processes.length, databases: databases.length },
  };
}

/** How many instances the deployed template gives the only service: least and most. */
export async function sizesOf(place: Place, StackName: string): Promise<readonly [string, string]> {
  const { TemplateBody = '' } = await new CloudFormationClient(place).send(
    new GetTemplateCommand({ StackName, TemplateStage: 'Original' }),
  );
  const of = (name: string) => new RegExp(`"${name}"[^}]*"Value": ?"(\\d+)"`).exec(TemplateBody)?.[1] ?? 'none';
  return [of('MinSize'), of('MaxSize')];
}
