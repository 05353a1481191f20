import type { DatabaseSettings } from '../settings/settings';

/** What a price is called in a table. */
export const priceNames = {
  /** An instance of EC2 with Linux, an hour. */
  instance: (type: string) => `instance ${type}`,
  /** A public IPv4 address that is in use, an hour. */
  address: 'address',
  /** A GiB of an EBS volume gp3, a month. */
  disk: 'disk gp3',
  /** An instance of RDS, an hour; with a standby in a second zone it is another price, and not quite twice the first. */
  database: ({ engine, instanceClass, multiAz }: Pick<DatabaseSettings, 'engine' | 'instanceClass' | 'multiAz'>) =>
    `database ${engine} ${instanceClass}${multiAz ? ' multi-az' : ''}`,
  /** A GiB of its storage gp3, a month. */
  databaseDisk: ({ engine, multiAz }: Pick<DatabaseSettings, 'engine' | 'multiAz'>) =>
    `database disk ${engine}${multiAz ? ' multi-az' : ''}`,
  /** A secret of Secrets Manager, a month. */
  secret: 'secret',
  /** An application load balancer, an hour. */
  balancer: 'balancer',
  /** A hosted zone of Route 53, a month. */
  zone: 'zone',
} as const;
