import { delimiter } from 'node:path';
import { AwsError } from '../http/aws-error';
import { FreePorts } from '../processes/free-ports';
import { ProcessRegister } from '../processes/process-register';
import { randomLetters } from '../resource/random-letters';
import { Applications } from './applications';
import type { Beanstalk, EnvironmentChange, EnvironmentOperation, EnvironmentRequest } from './beanstalk';
import type { BeanstalkNeeds, Workshop } from './beanstalk-needs';
import { BeanstalkStore } from './beanstalk-store';
import { Containers } from './containers/containers';
import { changeEnvironment } from './environment/change-environment';
import { checkContainers } from './environment/check-environment';
import { EnvironmentLife } from './environment/environment-life';
import { newEnvironment } from './environment/new-environment';
import { instancePath } from './instance/app-environment';
import type { Instance } from './instance/instance';
import type { ProxyRules } from './proxy/proxy-rules';
import { PythonEnvironments } from './python/python-environments';
import type { EnvironmentRecord } from './records';
import { type AppTiming, defaultTiming } from './timing';

export interface BeanstalkOptions extends BeanstalkNeeds {
  /** Region of applications and versions. */
  readonly region: string;
  /** @default defaultTiming */
  readonly timing?: Partial<AppTiming>;
}

/** Resolves once what an earlier run left running has ended. Call `resume` when the endpoint listens. */
export async function openBeanstalk({ timing, ...world }: BeanstalkOptions): Promise<Beanstalk> {
  const register = new ProcessRegister(world.folder);
  const containers = new Containers(world.folder, world.containerVariables, world.isPassing);
  await Promise.all([register.reap(), containers.reap()]);
  const python = new PythonEnvironments({
    folder: world.folder,
    programFolders: [...(world.programFolders ?? []), ...instancePath.split(delimiter)],
    pipVariables: world.pipVariables ?? {},
  });
  const workshop: Workshop = {
    ...{ ...world, register, containers, python, ports: new FreePorts() },
    timing: { ...defaultTiming, ...timing },
  };
  return new LocalBeanstalk(workshop, world.region);
}

class LocalBeanstalk implements Beanstalk {
  private readonly store: BeanstalkStore;
  private readonly shelf: Applications;
  /** By environment id; terminated ones are not among them. */
  private readonly lives = new Map<string, EnvironmentLife>();

  constructor(
    private readonly workshop: Workshop,
    region: string,
  ) {
    this.store = new BeanstalkStore(workshop);
    this.shelf = new Applications(this.store, workshop.s3, region);
  }

  async createApplication(name: string, description?: string): Promise<void> {
    this.shelf.create(name, description);
  }

  async describeApplication(name: string, description?: string): Promise<void> {
    this.shelf.describe(name, description);
  }

  async deleteApplication(name: string): Promise<void> {
    this.shelf.delete(name);
  }

  applications() {
    return Object.values(this.store.kept.applications);
  }

  async createVersion(
    applicationName: string,
    bundle: { bucket: string; key: string },
    label = `version-${randomLetters(12)}`,
    description?: string,
  ): Promise<string> {
    await this.shelf.createVersion(applicationName, label, bundle, description);
    return label;
  }

  async deleteVersion(applicationName: string, label: string): Promise<void> {
    this.shelf.deleteVersion(applicationName, label);
  }

  versions() {
    return Object.values(this.store.kept.versions);
  }

  async createEnvironment(request: EnvironmentRequest, signal: AbortSignal) {
    const { environment, done } = await this.launchEnvironment(request);
    const cancel = () => this.lives.get(environment.id)?.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    await done;
    signal.removeEventListener('abort', cancel);
    if (signal.aborted) {
      await this.terminateEnvironment(environment.name);
      throw new AwsError('Cancelled', 'Resource creation cancelled');
    }
    return { name: environment.name, id: environment.id, endpointUrl: environment.endpointUrl };
  }

  async launchEnvironment(request: EnvironmentRequest): Promise<EnvironmentOperation> {
    await checkContainers(request.platformArn, this.workshop.containers);
    const environment = newEnvironment(request, this.workshop, this.store);
    const life = this.live(environment);
    await life.startSidecars();
    return { environment, done: life.launch() };
  }

  async updateEnvironment(name: string, change: EnvironmentChange, signal: AbortSignal): Promise<void> {
    const { environment, done } = this.beginUpdate(name, change);
    const cancel = () => this.lives.get(environment.id)?.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    await done;
    signal.removeEventListener('abort', cancel);
    if (signal.aborted) {
      throw new AwsError('Cancelled', 'Resource update cancelled');
    }
  }

  beginUpdate(name: string, change: EnvironmentChange): EnvironmentOperation {
    const life = this.ready(name);
    const former = { versionLabel: life.record.versionLabel };
    const reach = changeEnvironment(life.record, change, this.workshop, this.store);
    return this.begin(life, 'Updating', () =>
      reach === 'nothing' ? life.settle() : life.update(change, former, reach),
    );
  }

  beginRestart(name: string): EnvironmentOperation {
    const life = this.ready(name);
    return this.begin(life, 'Updating', () => life.restart());
  }

  async terminateEnvironment(name: string): Promise<void> {
    if (this.store.environment(name)?.status !== 'Terminated' && this.store.environment(name)) {
      await this.beginTermination(name).done;
    }
  }

  beginTermination(name: string): EnvironmentOperation {
    const life = this.life(name);
    return this.begin(life, 'Terminating', async () => {
      await life.terminate();
      this.lives.delete(life.record.id);
    });
  }

  environment(nameOrId: string) {
    return this.store.environment(nameOrId);
  }

  environments() {
    return this.store.kept.environments;
  }

  events() {
    return this.store.kept.events;
  }

  instances(environmentName: string): readonly Instance[] {
    const { id } = this.store.environment(environmentName) ?? {};
    return this.lives.get(id ?? '')?.instances ?? [];
  }

  instance(instanceId: string): Instance | undefined {
    const found = this.lifeWith(instanceId)?.instances.find(({ id }) => id === instanceId);
    return found?.record.isGone ? undefined : found;
  }

  machineState(instanceId: string) {
    return this.instance(instanceId) ? 'running' : this.lifeWith(instanceId) && 'terminated';
  }

  loseMachine(instanceId: string): void {
    void this.lifeWith(instanceId)?.lose(instanceId);
  }

  groups() {
    return [...this.lives.values()].map(({ group }) => group);
  }

  portAt(address: string): number | undefined {
    const wanted = address.toLowerCase();
    const found = [...this.lives.values()].find(
      ({ record }) => record.endpointUrl === wanted || record.cname.toLowerCase() === wanted,
    );
    return found?.port;
  }

  portOf(environmentName: string): number | undefined {
    const { id } = this.store.environment(environmentName) ?? {};
    return this.lives.get(id ?? '')?.port;
  }

  proxyAt(port: number): ProxyRules | undefined {
    const instances = [...this.lives.values()].flatMap((life) => life.instances);
    return instances.find((instance) => instance.port === port)?.proxy;
  }

  async resume(): Promise<void> {
    const left = this.store.kept.environments.filter(({ status }) => status !== 'Terminated');
    // The events of each say what goes wrong with it.
    await Promise.allSettled(
      left
        .filter(({ id }) => !this.lives.has(id))
        .map(async (record) => {
          const life = this.live(record);
          return record.status === 'Terminating' ? this.terminateEnvironment(record.name) : life.resume();
        }),
    );
  }

  async close(): Promise<void> {
    await Promise.all([...this.lives.values()].map((life) => life.close()));
    await this.workshop.register.close();
    await this.workshop.containers.close();
  }

  private lifeWith(instanceId: string): EnvironmentLife | undefined {
    return [...this.lives.values()].find(({ instances }) => instances.some(({ id }) => id === instanceId));
  }

  private live(record: EnvironmentRecord): EnvironmentLife {
    const life = new EnvironmentLife(this.workshop, this.store, record);
    this.lives.set(record.id, life);
    return life;
  }

  private life(nameOrId: string): EnvironmentLife {
    const record = this.store.environment(nameOrId);
    const life = record && this.lives.get(record.id);
    if (!life) {
      throw new AwsError('InvalidParameterValue', `No Environment found for EnvironmentName = '${nameOrId}'.`);
    }
    return life;
  }

  private ready(nameOrId: string): EnvironmentLife {
    const life = this.life(nameOrId);
    if (life.record.status !== 'Ready') {
      throw new AwsError(
        'InvalidParameterValue',
        `Environment named ${life.record.name} is in an invalid state for this operation. Must be Ready.`,
      );
    }
    return life;
  }

  private begin(
    life: EnvironmentLife,
    status: EnvironmentRecord['status'],
    work: () => Promise<void>,
  ): EnvironmentOperation {
    life.record.status = status;
    life.record.updatedAt = this.store.now();
    this.store.changed();
    return { environment: life.record, done: work() };
  }
}
