import { certificatesService } from './acm/acm-service';
import { networkService } from './ec2/ec2-service';
import { openBeanstalkService } from './elastic-beanstalk/wire/elastic-beanstalk-service';
import { balancersService } from './elbv2/elbv2-service';
import type { Service } from './http/service';
import { rolesService } from './iam/iam-service';
import { openLogsService } from './logs/logs-service';
import type { OpenWorld } from './open-world';
import { databasesService } from './rds/rds-service';
import { zonesService } from './route53/route53-service';
import { s3Service } from './s3/s3-service';
import { secretsService } from './secrets-manager/secrets-manager-service';
import { queuesService } from './sqs/sqs-service';
import { openSsmService } from './ssm/ssm-service';
import { stsService } from './sts/sts-service';

/** The faces of a world over the wire, but for CloudFormation's. */
export function openServices(world: OpenWorld): readonly Service[] {
  return [
    s3Service({ ...world, store: world.s3 }),
    stsService(world),
    openBeanstalkService(world),
    databasesService(world),
    queuesService(world),
    secretsService(world),
    openSsmService(world),
    openLogsService(world),
    zonesService(world),
    balancersService(world),
    networkService(world),
    certificatesService(world),
    rolesService(world),
  ];
}
