import type { OptionSetting } from './option-setting';

const properties = 'aws:elasticbeanstalk:application:environment';
const secrets = 'aws:elasticbeanstalk:application:environmentsecrets';

/** The option settings of one environment, read by namespace and name. */
export class Options {
  constructor(readonly settings: readonly OptionSetting[]) {}

  get(namespace: string, optionName: string): string | undefined {
    const found = this.settings.find((one) => one.namespace === namespace && one.optionName === optionName);
    return found?.value === '' ? undefined : found?.value;
  }

  flag(namespace: string, optionName: string): boolean {
    return this.get(namespace, optionName)?.toLowerCase() === 'true';
  }

  /** Comma-separated values. */
  list(namespace: string, optionName: string): readonly string[] {
    return (this.get(namespace, optionName) ?? '')
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
  }

  /** Names and values of one namespace. */
  all(namespace: string): Readonly<Record<string, string>> {
    return Object.fromEntries(
      this.settings.filter((one) => one.namespace === namespace).map(({ optionName, value }) => [optionName, value]),
    );
  }

  /** What follows `prefix` in the namespaces that begin with it. */
  namespaces(prefix: string): readonly string[] {
    const found = this.settings.filter(({ namespace }) => namespace.startsWith(prefix));
    return [...new Set(found.map(({ namespace }) => namespace.slice(prefix.length)))];
  }

  get properties(): Readonly<Record<string, string>> {
    return this.all(properties);
  }

  /** Variable names and the ARNs of their values. */
  get secrets(): Readonly<Record<string, string>> {
    return this.all(secrets);
  }

  get isLoadBalanced(): boolean {
    return this.get('aws:elasticbeanstalk:environment', 'EnvironmentType') !== 'SingleInstance';
  }

  /** Of a balancer of the environment's own. */
  get scheme(): 'internal' | 'internet-facing' {
    return this.get('aws:ec2:vpc', 'ELBScheme') === 'internal' ? 'internal' : 'internet-facing';
  }

  get isShared(): boolean {
    return this.isLoadBalanced && this.flag('aws:elasticbeanstalk:environment', 'LoadBalancerIsShared');
  }

  /** Path that health is read from. */
  get healthPath(): string {
    const legacy = this.get('aws:elasticbeanstalk:application', 'Application Healthcheck URL')?.replace(/^\w+:\d+/, '');
    return this.get('aws:elasticbeanstalk:environment:process:default', 'HealthCheckPath') ?? legacy ?? '/';
  }

  /** `200`, `200,302` or `200-399`. */
  get healthyCodes(): string {
    return this.get('aws:elasticbeanstalk:environment:process:default', 'MatcherHTTPCode') ?? '200';
  }

  /** None with a MaxSize of 0; a single-instance environment always runs exactly one (AWS's guide, "Pausing environments", 2026). */
  get instanceCount(): number {
    const { least, most } = this.sizes;
    if (!this.isLoadBalanced) {
      return 1;
    }
    return most === 0 ? 0 : Math.max(1, Math.min(4, least));
  }

  /** The sizes of the Auto Scaling group as they are written, or AWS's defaults. */
  get sizes(): { readonly least: number; readonly most: number } {
    const size = (name: string, usual: string) => Number(this.get('aws:autoscaling:asg', name) ?? usual);
    return { least: size('MinSize', '1'), most: size('MaxSize', '4') };
  }

  /** Whether instances are replaced batch by batch. */
  get rollsUpdates(): boolean {
    return this.flag('aws:autoscaling:updatepolicy:rollingupdate', 'RollingUpdateEnabled');
  }

  get securityGroups(): readonly string[] {
    return this.list('aws:autoscaling:launchconfiguration', 'SecurityGroups');
  }

  get balancerSecurityGroups(): readonly string[] {
    return this.isShared ? [] : this.list('aws:elbv2:loadbalancer', 'SecurityGroups');
  }

  get streamsLogs(): boolean {
    return this.flag('aws:elasticbeanstalk:cloudwatch:logs', 'StreamLogs');
  }

  get deletesLogs(): boolean {
    return this.flag('aws:elasticbeanstalk:cloudwatch:logs', 'DeleteOnTerminate');
  }
}

/** The former settings with a change over them: what is not named keeps its value (trap T11). */
export function changeOptions(
  former: readonly OptionSetting[],
  change: readonly OptionSetting[],
  remove: readonly Omit<OptionSetting, 'value'>[] = [],
): readonly OptionSetting[] {
  const keyOf = (one: Omit<OptionSetting, 'value'>) => `${one.namespace}\n${one.optionName}`;
  const removed = new Set(remove.map(keyOf));
  const settings = new Map(former.filter((one) => !removed.has(keyOf(one))).map((one) => [keyOf(one), one]));
  for (const one of change) {
    settings.set(keyOf(one), one);
  }
  return [...settings.values()];
}
