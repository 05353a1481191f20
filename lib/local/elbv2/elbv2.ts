import type { AwsService, Ground } from '../aws-service';
import type { Ec2State } from '../ec2/network';
import type { Elbv2State } from './balancers';
import { balancersService } from './elbv2-service';
import { elbv2Listener } from './listener-type';
import { elbv2LoadBalancer } from './load-balancer-type';
import { openBalancers } from './open-balancers';
import { elbv2ListenerCertificate, elbv2ListenerRule, elbv2TargetGroup } from './recorded-types';

export const elbv2: AwsService<Elbv2State, Ground, Elbv2State & Ec2State> = {
  name: 'Elastic Load Balancing',
  open: (ground) => ({ balancers: openBalancers(ground) }),
  wire: balancersService,
  types: [elbv2Listener, elbv2ListenerCertificate, elbv2ListenerRule, elbv2LoadBalancer, elbv2TargetGroup],
};
