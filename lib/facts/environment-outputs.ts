/** Names of the outputs of an environment stack, by which deploy and list find what it made. */
export const environmentOutputs = {
  /** URL of the main service; of others, when they are public. */
  url: 'Url',
  /** Of workers only. */
  queueUrl: 'QueueUrl',
  /** Label of the version that the main service runs. */
  version: 'Version',
  /** Beanstalk environment of the main service. */
  environmentName: 'EnvironmentName',
  /** Absent without a file store. */
  bucketName: 'BucketName',
  /** Absent without a database. */
  databaseEndpoint: 'DatabaseEndpoint',
  /** Absent without a database, and in stacks of older releases. */
  databasePort: 'DatabasePort',
  /** RDS's identifier of the instance; the state of the seed is bound to it. Absent without a database. */
  databaseIdentifier: 'DatabaseIdentifier',
  /** Parameter group that the template names for the instance. Absent when it names none. */
  databaseParameterGroup: 'DatabaseParameterGroup',
  /** Address that gets the alarms of the stage. Absent without alarms, and where a topic gets them. */
  alarmEmail: 'AlarmEmail',
} as const;

/** The outputs that every service has. The main one has the plain names, `api` has `UrlApi` and so on. */
export function serviceOutputs(
  service: string,
  main = 'web',
): Readonly<Record<'url' | 'queueUrl' | 'version' | 'environmentName', string>> {
  const suffix = service === main ? '' : service.charAt(0).toUpperCase() + service.slice(1);
  return {
    url: environmentOutputs.url + suffix,
    queueUrl: environmentOutputs.queueUrl + suffix,
    version: environmentOutputs.version + suffix,
    environmentName: environmentOutputs.environmentName + suffix,
  };
}
