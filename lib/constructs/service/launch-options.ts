import { isArm } from '../../settings/is-arm';
import type { ServiceSettings } from '../../settings/settings';
import { joined } from '../network/vpc-subnets';
import type { OptionTable } from './option-table';

export interface LaunchOptionsProps {
  readonly settings: ServiceSettings;
  readonly vpcId: string;
  readonly instanceSubnetIds: readonly string[];
  /** Instances have public addresses: without them a subnet needs a NAT to reach AWS. */
  readonly publicAddresses: boolean;
  readonly instanceProfileName: string;
  readonly securityGroupId: string;
}

/** What the instances are and where they stand. */
export function launchOptions(props: LaunchOptionsProps): OptionTable {
  const { settings } = props;
  return {
    'aws:ec2:vpc': {
      VPCId: props.vpcId,
      Subnets: joined(props.instanceSubnetIds),
      AssociatePublicIpAddress: String(props.publicAddresses),
    },
    'aws:ec2:instances': {
      InstanceTypes: settings.instanceType,
      SupportedArchitectures: isArm(settings.instanceType) ? 'arm64' : 'x86_64',
      EnableSpot: 'false',
    },
    'aws:autoscaling:launchconfiguration': {
      IamInstanceProfile: props.instanceProfileName,
      SecurityGroups: props.securityGroupId,
      // Beanstalk's own group would let everybody in on ports 80 and 22.
      DisableDefaultEC2SecurityGroup: 'true',
      // Either of the next two makes launch templates; accounts since 2024-10 have no launch configurations (trap T13).
      DisableIMDSv1: 'true',
      RootVolumeType: 'gp3',
      RootVolumeSize: String(settings.rootVolumeGiB),
      MonitoringInterval: '5 minute',
    },
    'aws:autoscaling:asg': {
      MinSize: String(settings.instances.min),
      // Beanstalk's default is 4.
      MaxSize: String(settings.instances.max),
    },
  };
}
