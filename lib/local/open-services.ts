import { balancersService } from './balancers/balancers-service';
import { openBeanstalkService } from './beanstalk/service/beanstalk-service';
import { certificatesService } from './certificates/certificates-service';
import { databasesService } from './databases/databases-service';
import type { Service } from './http/service';
import { openLogsService } from './logs/logs-service';
import { networkService } from './network/network-service';
import type { OpenWorld } from './open-world';
import { queuesService } from './queues/queues-service';
import { rolesService } from './roles/roles-service';
import { s3Service } from './s3/s3-service';
import { secretsService } from './secrets/secrets-service';
import { openSsmService } from './ssm/service';
import { stsService } from './sts/sts-service';
import { zonesService } from './zones/zones-service';

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
