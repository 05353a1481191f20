import { CfnRecordSet, type IHostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { PreviewError } from '../../errors';
import type { Service } from '../service/service';
import { oneOf } from './one-of';

/** The record, and the Route 53 zone in which it stands: as the CDK has it, or by its id. */
export type HostNameProps = HostNameOwnProps & HostNameZone;

/** The name, and who answers under it. */
export interface HostNameOwnProps {
  /** Full host name, without a dot at its end. */
  readonly host: string;
  /** The service that answers under this name; a public one. */
  readonly service: Service;
}

/** The public zone that holds the host, either way. */
export type HostNameZone =
  | { readonly hostedZone: IHostedZone; readonly hostedZoneId?: never }
  | { readonly hostedZoneId: string; readonly hostedZone?: never };

/**
 * The DNS record of a service. It is deleted before the environment is, so that no name is left pointing at an address that
 * someone else can get.
 */
export class HostName extends Construct {
  /** Escape hatch: the record itself. */
  readonly record: CfnRecordSet;

  /**
   * @throws PreviewError `service-not-public`; `property-missing` and `properties-contradict` with neither or both of `hostedZone` and
   * `hostedZoneId`
   */
  constructor(scope: Construct, id: string, props: HostNameProps) {
    super(scope, id);
    const { hostedZone, hostedZoneId } = props;
    oneOf(`the host name ${id}`, { hostedZone, hostedZoneId });
    this.record = new CfnRecordSet(this, 'Record', {
      name: props.host,
      hostedZoneId: hostedZone?.hostedZoneId ?? hostedZoneId ?? '',
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
