import type { AwsService, Ground } from '../aws-service';
import { type NetworkServiceOptions, networkService } from './ec2-service';
import type { Ec2State } from './network';
import {
  ec2InternetGateway,
  ec2Route,
  ec2RouteTable,
  ec2Subnet,
  ec2SubnetRouteTableAssociation,
  ec2Vpc,
  ec2VpcGatewayAttachment,
} from './network-types';
import { openNetwork } from './open-network';
import { ec2SecurityGroupEgress, ec2SecurityGroupIngress } from './security-group-rule-types';
import { ec2SecurityGroup } from './security-group-type';

export const ec2: AwsService<Ec2State, Ground, NetworkServiceOptions> = {
  name: 'EC2',
  open: (ground) => ({ network: openNetwork(ground) }),
  wire: networkService,
  types: [
    ec2InternetGateway,
    ec2Route,
    ec2RouteTable,
    ec2SecurityGroup,
    ec2SecurityGroupEgress,
    ec2SecurityGroupIngress,
    ec2Subnet,
    ec2SubnetRouteTableAssociation,
    ec2Vpc,
    ec2VpcGatewayAttachment,
  ],
};
