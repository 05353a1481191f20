import type { QueryOperation } from '../../http/query-service';
import type { ApplicationRecord, VersionRecord } from '../records';
import type { BeanstalkCloud } from './read-params';
import { paged } from './read-params';

export function applicationOperations({ beanstalk }: BeanstalkCloud): Record<string, QueryOperation> {
  const application = (one: Readonly<ApplicationRecord>) => ({
    ApplicationArn: one.arn,
    ApplicationName: one.name,
    Description: one.description,
    DateCreated: new Date(one.createdAt),
    DateUpdated: new Date(one.updatedAt),
    Versions: beanstalk
      .versions()
      .filter(({ applicationName }) => applicationName === one.name)
      .map(({ label }) => label),
    ConfigurationTemplates: [],
  });
  const named = (name: string) => beanstalk.applications().find((one) => one.name === name);

  return {
    async CreateApplication(params) {
      const name = params.required('ApplicationName');
      await beanstalk.createApplication(name, params.text('Description'));
      const made = named(name);
      return { Application: made && application(made) };
    },
    DescribeApplications(params) {
      const names = params.texts('ApplicationNames');
      const found = beanstalk.applications().filter(({ name }) => names.length === 0 || names.includes(name));
      return { Applications: found.map(application) };
    },
    async DeleteApplication(params) {
      const name = params.required('ApplicationName');
      const living = beanstalk
        .environments()
        .filter((one) => one.applicationName === name && one.status !== 'Terminated');
      if (params.flag('TerminateEnvByForce')) {
        await Promise.all(living.map((one) => beanstalk.terminateEnvironment(one.name)));
      }
      await beanstalk.deleteApplication(name);
      return {};
    },
    async CreateApplicationVersion(params) {
      const applicationName = params.required('ApplicationName');
      const bundle = params.structure('SourceBundle');
      if (params.flag('AutoCreateApplication') && !named(applicationName)) {
        await beanstalk.createApplication(applicationName);
      }
      const label = await beanstalk.createVersion(
        applicationName,
        { bucket: bundle?.required('S3Bucket') ?? '', key: bundle?.required('S3Key') ?? '' },
        params.required('VersionLabel'),
        params.text('Description'),
      );
      const made = beanstalk.versions().find((one) => one.applicationName === applicationName && one.label === label);
      return { ApplicationVersion: made && version(made) };
    },
    DescribeApplicationVersions(params) {
      const labels = params.texts('VersionLabels');
      const applicationName = params.text('ApplicationName');
      const found = beanstalk
        .versions()
        .filter((one) => applicationName === undefined || one.applicationName === applicationName)
        .filter(({ label }) => labels.length === 0 || labels.includes(label));
      const { items, NextToken } = paged(found, params);
      return { ApplicationVersions: items.map(version), NextToken };
    },
    async DeleteApplicationVersion(params) {
      await beanstalk.deleteVersion(params.required('ApplicationName'), params.required('VersionLabel'));
      return {};
    },
  };
}

function version(one: VersionRecord) {
  return {
    ApplicationVersionArn: one.arn,
    ApplicationName: one.applicationName,
    Description: one.description,
    VersionLabel: one.label,
    SourceBundle: { S3Bucket: one.bundle.bucket, S3Key: one.bundle.key },
    DateCreated: new Date(one.createdAt),
    DateUpdated: new Date(one.createdAt),
    Status: 'PROCESSED',
  };
}
