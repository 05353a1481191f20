import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { PreviewError } from '../../errors';
import type { Service } from '../service/service';

/** What a host name is made of. */
export interface HostNameProps {
  /** Full host name, without a dot at its end. */
  readonly host: string;
  /** The zone of Route 53 that gets the record. */
  readonly hostedZoneId: string;
  /** The service that answers under this name; a public one. */
  readonly service: Service;
}

/**
 * The DNS record of a service. It is deleted before the environment is, so that no name is left pointing at an address that
 * someone else can get.
 */
export class HostName extends Construct {
  /** Escape hatch: the record itself. */
  readonly record: CfnRecordSet;

  /** @throws PreviewError `service-not-public` */
  constructor(scope: Construct, id: string, props: HostNameProps) {
    super(scope, id);
    this.record = new CfnRecordSet(this, 'Record', {
      name: props.host,
      hostedZoneId: props.hostedZoneId,
      ...pointer(props),
    });
    // The other routes refer to the environment's EndpointURL, which orders them as well.
    if (props.service.route.kind === 'shared-load-balancer') {
      this.record.addResourceDependency(props.service.environment);
    }
  }
}

/** EndpointURL is the balancer's DNS name, or the address of a single instance (trap T5). */
function pointer({ host, service: { route, environment } }: HostNameProps) {
  switch (route.kind) {
    case 'shared-load-balancer':
      return {
        type: 'A',
        aliasTarget: {
          dnsName: route.balancer.dnsName,
          hostedZoneId: route.balancer.hostedZoneId,
          evaluateTargetHealth: false,
        },
      };
    case 'load-balancer':
      return { type: 'CNAME', ttl: '60', resourceRecords: [environment.attrEndpointUrl] };
    case 'single-instance':
      return { type: 'A', ttl: '60', resourceRecords: [environment.attrEndpointUrl] };
    default:
      throw new PreviewError('service-not-public', `${host} cannot lead to a service of the kind ${route.kind}`, {
        fault: 'user',
        hint: 'Give a host name to public services only; siblings reach the others by a link.',
      });
  }
}
