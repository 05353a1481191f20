import { AwsError } from '../http/aws-error';
import { hexId } from '../resource/random-letters';
import type { Journal } from '../state/journal';
import type { Network, NetworkPart, SecurityGroup, Subnet, Tags, Vpc } from './network';
import { SecurityGroupStore } from './security-group-store';

const documentName = 'network';

export interface KeptNetwork {
  readonly vpcs: Record<string, Vpc>;
  readonly subnets: Record<string, Subnet>;
  readonly parts: Record<string, NetworkPart>;
}

export function openNetwork(options: { readonly journal: Journal; readonly region: string }): Network {
  const store = new NetworkStore(options.journal, options.region);
  if (!store.vpcs().some(({ isDefault }) => isDefault)) {
    store.makeDefault();
  }
  return store;
}

class NetworkStore extends SecurityGroupStore implements Network {
  private readonly kept: KeptNetwork;

  constructor(
    private readonly journal: Journal,
    private readonly region: string,
  ) {
    super(journal);
    this.kept = journal.document<KeptNetwork>(documentName, () => ({ vpcs: {}, subnets: {}, parts: {} }));
  }

  makeDefault(): void {
    const vpcId = this.keepVpc({ vpcId: hexId('vpc'), cidrBlock: '172.31.0.0/16', isDefault: true, tags: {} });
    for (const [index, availabilityZone] of this.availabilityZones().entries()) {
      const cidrBlock = `172.31.${index * 16}.0/20`;
      this.keepSubnet({
        ...{ subnetId: hexId('subnet'), vpcId, availabilityZone, cidrBlock, tags: {} },
        ...{ mapPublicIpOnLaunch: true, defaultForAz: true },
      });
    }
  }

  availabilityZones(): readonly string[] {
    return ['a', 'b', 'c'].map((letter) => `${this.region}${letter}`);
  }

  vpcs(): readonly Vpc[] {
    return Object.values(this.kept.vpcs);
  }

  createVpc(cidrBlock: string, tags: Tags): string {
    return this.keepVpc({ vpcId: hexId('vpc'), cidrBlock, isDefault: false, tags });
  }

  deleteVpc(vpcId: string): void {
    const inside = [
      ...this.subnets(vpcId).map(({ subnetId }) => subnetId),
      ...this.groups()
        .filter((group) => group.vpcId === vpcId && group.name !== 'default')
        .map(({ groupId }) => groupId),
      ...this.parts()
        .filter((part) => part.vpcId === vpcId)
        .map(({ id }) => id),
    ];
    if (inside.length > 0) {
      throw new AwsError('DependencyViolation', `The vpc '${vpcId}' has dependencies and cannot be deleted.`);
    }
    for (const { groupId } of this.groups().filter((group) => group.vpcId === vpcId)) {
      this.forgetGroup(groupId);
    }
    delete this.kept.vpcs[vpcId];
    this.journal.changed(documentName);
  }

  subnets(vpcId?: string): readonly Subnet[] {
    return Object.values(this.kept.subnets).filter((subnet) => vpcId === undefined || subnet.vpcId === vpcId);
  }

  createSubnet(options: Omit<Subnet, 'subnetId' | 'defaultForAz'>): string {
    this.mustHaveVpc(options.vpcId);
    return this.keepSubnet({ ...options, subnetId: hexId('subnet'), defaultForAz: false });
  }

  deleteSubnet(subnetId: string): void {
    delete this.kept.subnets[subnetId];
    this.journal.changed(documentName);
  }

  parts(kind?: string): readonly NetworkPart[] {
    return Object.values(this.kept.parts).filter((part) => kind === undefined || part.kind === kind);
  }

  addPart(kind: string, { prefix, vpcId, detail, tags }: Parameters<Network['addPart']>[1]): string {
    if (vpcId !== undefined) {
      this.mustHaveVpc(vpcId);
    }
    const id = hexId(prefix);
    this.kept.parts[id] = { id, kind, vpcId, detail, tags };
    this.journal.changed(documentName);
    return id;
  }

  retag(id: string, tags: Tags, options: Parameters<Network['retag']>[2] = {}): void {
    const { vpcs, subnets, parts } = this.kept;
    const [vpc, subnet, part] = [vpcs[id], subnets[id], parts[id]];
    if (vpc) vpcs[id] = { ...vpc, tags };
    if (subnet) subnets[id] = { ...subnet, ...options, tags };
    if (part) parts[id] = { ...part, tags };
    this.journal.changed(documentName);
  }

  removePart(id: string): void {
    delete this.kept.parts[id];
    this.journal.changed(documentName);
  }

  createSecurityGroup(options: Parameters<Network['createSecurityGroup']>[0]): string {
    const vpcId = options.vpcId ?? this.vpcs().find(({ isDefault }) => isDefault)?.vpcId ?? '';
    this.mustHaveVpc(vpcId);
    return this.keepGroup({ ...options, groupId: hexId('sg'), vpcId, name: options.name ?? hexId('group') });
  }

  private keepVpc(vpc: Vpc): string {
    this.kept.vpcs[vpc.vpcId] = vpc;
    const group: SecurityGroup = {
      groupId: hexId('sg'),
      name: 'default',
      description: 'default VPC security group',
      vpcId: vpc.vpcId,
      tags: {},
    };
    this.keepGroup(group);
    this.journal.changed(documentName);
    return vpc.vpcId;
  }

  private keepSubnet(subnet: Subnet): string {
    this.kept.subnets[subnet.subnetId] = subnet;
    this.journal.changed(documentName);
    return subnet.subnetId;
  }

  private mustHaveVpc(vpcId: string): void {
    if (!Object.hasOwn(this.kept.vpcs, vpcId)) {
      throw new AwsError('InvalidVpcID.NotFound', `The vpc ID '${vpcId}' does not exist`);
    }
  }
}
