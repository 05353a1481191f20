import type { Construct } from 'constructs';
import { PreviewError } from '../errors';
import { environmentOutputs, serviceOutputs } from '../facts/environment-outputs';
import type { ApplicationFacts, ServiceRelease } from '../facts/facts';
import { encodeBranch } from '../naming/branch';
import { hostOf, urlOf } from '../naming/host';
import { ownershipTags } from '../naming/ownership-tags';
import { namesOf, type TargetNames } from '../naming/resource-names';
import type { Target } from '../naming/target';
import { accessProperties } from '../settings/access/access-properties';
import { linkOrder } from '../settings/link-order';
import type { ResolvedSettings } from '../settings/resolve';
import type { ServiceSettings } from '../settings/settings';
import { BundleBucketSynthesizer, type FileAsset } from './assets/bundle-bucket-synthesizer';
import { addOutputs, BaseStack } from './base-stack';
import { Database } from './data/database';
import { FileStore } from './data/file-store';
import type { AccessLogTarget } from './data/private-bucket';
import { HostName } from './network/host-name';
import { hostedZoneOf } from './network/hosted-zone-of';
import { type Place, placeOf } from './network/place';
import { StageAlarms } from './observe/stage-alarms';
import { routeOf } from './service/route-of';
import { Service } from './service/service';

/** What an environment stack is made of. */
export interface EnvironmentStackProps {
  /** The settings of the target, as `resolveSettings` gives them. */
  readonly settings: Pick<ResolvedSettings, 'project' | 'values'>;
  /** Production, staging, or the preview of a branch. */
  readonly target: Target;
  /** Identity of the repository, for the ownership tags. */
  readonly repository: string;
  /** Full SHA of the commit. */
  readonly commit: string;
  /** What the application stack of the target's stage made: `readApplicationFacts` of its outputs. */
  readonly application: ApplicationFacts;
  /** By service name. */
  readonly releases: Readonly<Record<string, ServiceRelease>>;
}

/** Everything that one target owns: its services, database, file store and host names. */
export class EnvironmentStack extends BaseStack {
  /** By name. */
  readonly services: Readonly<Record<string, Service>>;
  /** Absent when settings say 'none'. */
  readonly database: Database | undefined;
  /** Absent when settings say 'none'. */
  readonly fileStore: FileStore | undefined;
  private readonly files: BundleBucketSynthesizer;

  /** @throws PreviewError with fault `user` for settings that no template can hold; each says which and what to write */
  constructor(scope: Construct, id: string, props: EnvironmentStackProps) {
    const { project, values } = props.settings;
    const names = namesOf(project, props.target);
    const { bundleBucket } = props.application;
    const files = new BundleBucketSynthesizer({ bucket: bundleBucket, targetId: names.targetId });
    super(scope, id, {
      synthesizer: files,
      stackName: names.stackName,
      description: `${project}: ${names.targetId}`,
      account: props.application.account,
      region: props.application.region,
      tags: ownershipTags({ project, repository: props.repository, target: props.target }),
      terminationProtection: values.terminationProtection,
    });
    this.files = files;
    const { instanceSubnets } = values.network;
    const place = placeOf({ project, target: props.target, application: props.application, instanceSubnets });
    if (values.database !== 'none') {
      this.database = new Database(this, 'Database', { settings: values.database, place });
    }
    if (values.fileStore !== 'none') {
      this.fileStore = new FileStore(this, 'FileStore', {
        settings: values.fileStore,
        ...(values.accessLogs && { accessLogs: accessLogsOf(names.targetId, props.application) }),
      });
    }
    this.services = this.makeServices(names, place, props);
    this.makeAlarms(names, props);
    addOutputs(this, {
      [environmentOutputs.bucketName]: this.fileStore?.bucketName,
      [environmentOutputs.databaseEndpoint]: this.database?.endpointAddress,
      [environmentOutputs.databasePort]: this.database?.endpointPort,
      [environmentOutputs.databaseIdentifier]: this.database?.identifier,
      [environmentOutputs.databaseParameterGroup]: this.database?.parameterGroupName,
    });
  }

  /** The files that its template names, which must be in the bundle bucket before it is deployed. */
  get assets(): readonly FileAsset[] {
    return this.files.assets;
  }

  /** Of stages alone: settings give previews none. */
  private makeAlarms(
    { stackName }: TargetNames,
    { settings: { values }, application, target }: EnvironmentStackProps,
  ): void {
    const { alarms, database } = values;
    if (alarms === undefined || alarms === 'none' || target.kind === 'preview') return;
    if (!application.mayAlarm) throw alarmsRefused(application.stage);
    new StageAlarms(this, 'Alarms', {
      ...{ settings: alarms, name: stackName, services: this.services, database: this.database },
      storageGiB: database === 'none' ? 0 : database.storageGiB,
    });
    addOutputs(this, { [environmentOutputs.alarmEmail]: alarms.email });
  }

  /** Each after those that it links to. */
  private makeServices(
    names: TargetNames,
    place: Place,
    props: EnvironmentStackProps,
  ): Readonly<Record<string, Service>> {
    const { services: settings } = props.settings.values;
    const { order, cycle } = linkOrder(
      Object.fromEntries(Object.entries(settings).map(([name, { links }]) => [name, links])),
    );
    if (cycle) {
      throw new PreviewError('links-circular', `the links of the services make a circle: ${cycle.join(' → ')}`, {
        fault: 'user',
        hint: 'Take one of these links out of services.*.links.',
      });
    }
    const services: Record<string, Service> = {};
    for (const name of order) {
      const one = settings[name];
      if (!one) continue;
      const service = this.service(name, one, { names, place }, props);
      for (const sibling of one.links) service.link(services[sibling] ?? unknownSibling(name, sibling));
      services[name] = service;
    }
    return services;
  }

  private service(
    name: string,
    settings: ServiceSettings,
    { names, place }: { readonly names: TargetNames; readonly place: Place },
    props: EnvironmentStackProps,
  ): Service {
    const { application, target } = props;
    const { values } = props.settings;
    const release = props.releases[name];
    if (!release)
      throw new PreviewError('release-missing', `no bundle was given for the service ${name}`, { fault: 'us' });
    const host = hostOf(values, names, name);
    const isPublic = settings.kind === 'public';
    const url = urlOf({ scheme: values.scheme, port: values.port, host: isPublic ? host : hostOf(values, names) });
    const asked = accessProperties(values.access, settings);
    const id = name.charAt(0).toUpperCase() + name.slice(1);

    const service = new Service(this, id, {
      name,
      settings: { ...settings, secrets: { ...settings.secrets, ...asked.secrets } },
      release,
      route: routeOf(settings.kind, values, application, host),
      ...(isPublic && { url }),
      place,
      writesMetrics: values.alarms !== undefined,
    });
    this.database?.connect(service);
    this.fileStore?.connect(service);
    service.addProperties({
      PREVIEW_STACKS_TARGET: target.kind,
      // In the characters of the tag: Beanstalk allows few more, and instances hand properties through a shell.
      ...(target.kind === 'preview' && { PREVIEW_STACKS_BRANCH: encodeBranch(target.branch) }),
      PREVIEW_STACKS_COMMIT: props.commit,
      PREVIEW_STACKS_URL: url,
      ...asked.environment,
    });
    if (isPublic) {
      const hostedZoneId = hostedZoneOf(values, application.hostedZoneId, host);
      new HostName(this, `${id}HostName`, { host, hostedZoneId, service });
    }
    const outputs = serviceOutputs(name);
    addOutputs(this, {
      [outputs.url]: isPublic ? url : undefined,
      [outputs.queueUrl]: service.queue?.url,
      [outputs.version]: service.versionLabel,
      [outputs.environmentName]: service.environmentName,
    });
    return service;
  }
}

function unknownSibling(name: string, sibling: string): never {
  throw new PreviewError('link-unknown', `${name} links to ${sibling}, and there is no such service`, {
    fault: 'user',
    hint: `Name a service of the same target in services.${name}.links.`,
  });
}

function accessLogsOf(targetId: string, { accessLogBucket, stage }: ApplicationFacts): AccessLogTarget {
  if (accessLogBucket !== undefined) return { bucketName: accessLogBucket, prefix: `${targetId}/files/` };
  throw new PreviewError(
    'access-log-bucket-missing',
    `the application stack of ${stage} has no bucket for access logs`,
    {
      fault: 'user',
      hint: `Run deploy-application for ${stage} again, with accessLogs in the settings, or set accessLogs to false.`,
    },
  );
}

function alarmsRefused(stage: string): PreviewError {
  return new PreviewError('alarms-not-allowed', `CloudFormation's role of ${stage} may make no alarms yet`, {
    fault: 'user',
    hint: `Run deploy-application for ${stage} again, with alarms in the settings, or remove alarms.`,
  });
}
