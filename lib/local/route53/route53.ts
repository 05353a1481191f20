import type { AwsService } from '../aws-service';
import { route53HostedZone } from './hosted-zone-type';
import { openZones } from './open-zones';
import { route53RecordSet } from './record-set-type';
import { zonesService } from './route53-service';
import type { Route53State } from './zones';

export const route53: AwsService<Route53State> = {
  name: 'Route 53',
  open: (ground) => ({ zones: openZones(ground) }),
  wire: zonesService,
  types: [route53HostedZone, route53RecordSet],
};
