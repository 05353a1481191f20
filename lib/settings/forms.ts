/**
 * Forms of texts that settings take and that a deploy writes into the record of its stack: reading a record holds them against the same
 * forms, so that it refuses nothing that settings took.
 */
export const forms = {
  platformArn: /^arn:aws[a-z-]{0,20}:elasticbeanstalk:[a-z0-9-]{1,30}:(\d{12})?:platform\/[^\p{Cc}\p{Cf}]{1,300}$/u,
  /**
   * RDS: 255 letters, digits and hyphens at most (CreateDBSnapshot). `rds:` starts those that RDS takes itself;
   * those of AWS Backup (`awsbackup:job-…`) and of other accounts go by their ARNs.
   */
  snapshot:
    /^((rds:)?[A-Za-z][A-Za-z0-9-]{0,254}|arn:aws[a-z-]{0,20}:rds:[a-z0-9-]{1,30}:\d{12}:snapshot:[A-Za-z0-9:._/-]{1,300})$/,
  /**
   * A name has 512 letters, digits and `/_+=.@-` at most (CreateSecret). Those of secrets that a service of AWS manages hold a `!`, such as
   * `rds!db-…` of a master user (Secrets Manager's user guide, "Secrets managed by other AWS services"; as segmentio/chamber, issue 618, quotes it).
   */
  secretOfUser:
    /^arn:aws[a-z-]{0,20}:secretsmanager:[a-z0-9-]{1,30}:\d{12}:secret:[A-Za-z0-9/_+=.@!-]{1,512}-[A-Za-z0-9]{6}$/,
  /** Master user of a snapshot: the longest name that RDS takes, for PostgreSQL (CreateDBInstance: 1 to 63 letters, digits and underscores). */
  snapshotUsername: /^[A-Za-z][A-Za-z0-9_]{0,62}$/,
  /** Name of an environment property: Beanstalk takes 128 characters; the app's shell takes letters, digits and `_`. */
  property: /^[A-Za-z_][A-Za-z0-9_]{0,127}$/,
} as const;
