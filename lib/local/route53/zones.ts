export interface ZoneRecord {
  /** Fully qualified, lower case, without the final dot. */
  readonly name: string;
  readonly type: string;
  /** The values of a plain record, or the one DNS name of an alias. */
  readonly values: readonly string[];
  readonly alias: boolean;
  readonly ttl?: number;
  /** Zone of an alias's target, as it was given. */
  readonly aliasZoneId?: string;
}

export interface Zone {
  readonly id: string;
  /** Lower case, without the final dot. */
  readonly name: string;
  readonly comment?: string;
}

/** Route 53. A hosted zone `localhost` exists from the start, so that names under it need nothing set up. */
export interface Zones {
  createZone(name: string, comment?: string): string;
  /** Throws AwsError while it holds records. */
  deleteZone(zoneId: string): void;
  zones(): readonly Zone[];
  nameServers(zoneId: string): readonly string[];
  /** Throws AwsError when the name exists already, lies outside the zone, or the zone does not exist. */
  createRecord(zoneId: string, record: ZoneRecord): void;
  upsertRecord(zoneId: string, record: ZoneRecord): void;
  deleteRecord(zoneId: string, name: string, type: string): void;
  /** In Route 53's order: labels from the right; the zone's own NS and SOA are among them. */
  records(zoneId: string): readonly ZoneRecord[];
  /** Follows aliases, CNAMEs and wildcards to the last name or address; undefined is NXDOMAIN. */
  resolve(host: string): string | undefined;
}

/** What the service adds to the state of the cloud. */
export interface Route53State {
  readonly zones: Zones;
}
