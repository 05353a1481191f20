import { DescribeAccountLimitsCommand } from '@aws-sdk/client-cloudformation';
import {
  DescribeAddressesCommand,
  DescribeAccountAttributesCommand as DescribeAddressLimitsCommand,
} from '@aws-sdk/client-ec2';
import {
  DescribeAccountAttributesCommand as DescribeBeanstalkLimitsCommand,
  DescribeEnvironmentsCommand,
} from '@aws-sdk/client-elastic-beanstalk';
import { DescribeAccountAttributesCommand as DescribeRdsLimitsCommand } from '@aws-sdk/client-rds';
import type { BalancerUse, Quota, QuotaName, Quotas } from '../../ports/quotas';
import type { AwsClients } from '../clients';
import { pages } from '../pages';
import { requireField, send } from '../send';
import { balancerQuota, balancerUse } from './balancer-use';

/** What CloudFormation, Elastic Beanstalk, RDS, EC2 and Elastic Load Balancing say of their limits. */
export class AwsQuotas implements Quotas {
  constructor(private readonly clients: AwsClients) {}

  async stackLimit(): Promise<number> {
    const action = 'cloudformation:DescribeAccountLimits';
    const limits = pages(action, async (from) => {
      const answer = await send(action, () =>
        this.clients.cloudFormation.send(new DescribeAccountLimitsCommand({ NextToken: from })),
      );
      return { items: requireField(answer.AccountLimits, 'AccountLimits', action), next: answer.NextToken };
    });
    let limit: number | undefined;
    for await (const { Name, Value } of limits) if (Name === 'StackLimit') limit = Value;
    return requireField(limit, 'StackLimit', action);
  }

  read(name: QuotaName): Promise<Quota> {
    switch (name) {
      case 'environments':
        return this.environments();
      case 'databases':
        return this.databases();
      case 'addresses':
        return this.addresses();
      case 'balancers':
        return balancerQuota(this.clients.balancers);
    }
  }

  balancer(arn: string): Promise<BalancerUse | undefined> {
    return balancerUse(this.clients.balancers, arn);
  }

  private async environments(): Promise<Quota> {
    const action = 'elasticbeanstalk:DescribeAccountAttributes';
    const { ResourceQuotas } = await send(action, () =>
      this.clients.beanstalk.send(new DescribeBeanstalkLimitsCommand({})),
    );
    const most = requireField(ResourceQuotas?.EnvironmentQuota?.Maximum, 'EnvironmentQuota', action);
    const listing = 'elasticbeanstalk:DescribeEnvironments';
    const environments = pages(listing, async (from) => {
      const command = new DescribeEnvironmentsCommand({ IncludeDeleted: false, MaxRecords: 100, NextToken: from });
      const answer = await send(listing, () => this.clients.beanstalk.send(command));
      return { items: requireField(answer.Environments, 'Environments', listing), next: answer.NextToken };
    });
    let used = 0;
    for await (const { Status } of environments) if (Status !== 'Terminated') used += 1;
    return { used, most };
  }

  private async databases(): Promise<Quota> {
    const action = 'rds:DescribeAccountAttributes';
    const { AccountQuotas } = await send(action, () => this.clients.rds.send(new DescribeRdsLimitsCommand({})));
    const found = AccountQuotas?.find(({ AccountQuotaName }) => AccountQuotaName === 'DBInstances');
    return {
      used: requireField(found?.Used, 'DBInstances', action),
      most: requireField(found?.Max, 'DBInstances', action),
    };
  }

  private async addresses(): Promise<Quota> {
    const action = 'ec2:DescribeAccountAttributes';
    const { AccountAttributes } = await send(action, () => this.clients.ec2.send(new DescribeAddressLimitsCommand({})));
    const most = AccountAttributes?.find(({ AttributeName }) => (AttributeName as string) === 'vpc-max-elastic-ips');
    const listing = 'ec2:DescribeAddresses';
    // Its answer has no pages.
    const { Addresses } = await send(listing, () => this.clients.ec2.send(new DescribeAddressesCommand({})));
    return {
      // A list without a member is not in the answer at all.
      used: Addresses?.length ?? 0,
      most: Number(requireField(most?.AttributeValues?.[0]?.AttributeValue, 'vpc-max-elastic-ips', action)),
    };
  }
}
