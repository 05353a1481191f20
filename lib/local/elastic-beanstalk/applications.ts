import { AwsError } from '../http/aws-error';
import type { ObjectStore } from '../s3/store/object-store';
import type { BeanstalkStore } from './beanstalk-store';

/** Applications and their versions. */
export class Applications {
  constructor(
    private readonly store: BeanstalkStore,
    private readonly s3: Pick<ObjectStore, 'getObject'>,
    private readonly region: string,
  ) {}

  create(name: string, description?: string): void {
    if (name.length < 1 || name.length > 100 || name.includes('/')) {
      throw new AwsError(
        'InvalidParameterValue',
        'Application name must be 1 to 100 characters without a forward slash.',
      );
    }
    if (Object.hasOwn(this.store.kept.applications, name)) {
      throw new AwsError('InvalidParameterValue', `Application ${name} already exists.`);
    }
    const createdAt = this.store.now();
    const arn = this.store.arn(this.region, 'application', name);
    this.store.kept.applications[name] = { name, arn, description, createdAt, updatedAt: createdAt };
    this.store.event({ severity: 'INFO', message: `Created new Application: ${name}`, applicationName: name });
  }

  describe(name: string, description?: string): void {
    Object.assign(this.store.application(name), { description, updatedAt: this.store.now() });
    this.store.changed();
  }

  delete(name: string): void {
    const living = this.store.kept.environments.find(
      ({ applicationName, status }) => applicationName === name && status !== 'Terminated',
    );
    if (living) {
      throw new AwsError(
        'OperationInProgressFailure',
        `Unable to delete application ${name} because it has the following running environments: ${living.name}.`,
      );
    }
    for (const version of Object.values(this.store.kept.versions)) {
      if (version.applicationName === name) {
        this.store.dropVersion(name, version.label);
      }
    }
    delete this.store.kept.applications[name];
    this.store.changed();
  }

  async createVersion(
    applicationName: string,
    label: string,
    bundle: { readonly bucket: string; readonly key: string },
    description?: string,
  ): Promise<void> {
    this.store.application(applicationName);
    if (this.store.kept.versions[`${applicationName}\n${label}`]) {
      throw new AwsError('InvalidParameterValue', `Application Version ${label} already exists.`);
    }
    try {
      const { body } = await this.s3.getObject(bundle.bucket, bundle.key);
      body.destroy();
    } catch {
      throw new AwsError(
        'InvalidParameterCombination',
        `Unable to download from S3 location (Bucket: ${bundle.bucket}  Key: ${bundle.key}). Reason: Not Found`,
      );
    }
    const arn = this.store.arn(this.region, 'applicationversion', `${applicationName}/${label}`);
    this.store.keepVersion({ applicationName, label, arn, description, bundle, createdAt: this.store.now() });
    const message = `Created new Application Version: ${label}`;
    this.store.event({ severity: 'INFO', message, applicationName, versionLabel: label });
  }

  deleteVersion(applicationName: string, label: string): void {
    const user = this.store.kept.environments.find(
      (one) => one.applicationName === applicationName && one.versionLabel === label && one.status !== 'Terminated',
    );
    if (user) {
      throw new AwsError(
        'SourceBundleDeletionFailure',
        `Unable to delete application version ${label} because it is deployed to the environment ${user.name}.`,
      );
    }
    this.store.dropVersion(applicationName, label);
  }
}
