import type { DatabaseSettings } from '../../settings/settings';
import type { Acknowledgement } from '../rights/acknowledge';

/** Why the secret is not rotated (trap T25). */
export const secretRule: Acknowledgement = {
  id: 'AwsSolutions-SMG4',
  reason:
    'Beanstalk reads a secret only at deploys and restarts: a rotated password would cut the app off its database.',
};

/** Why some rules of cdk-nag do not hold for a database of these settings. */
export function instanceRules({ multiAz, protect, backupRetentionDays }: DatabaseSettings): readonly Acknowledgement[] {
  const small = 'Settings say so: ';
  return [
    ...(multiAz ? [] : [{ id: 'AwsSolutions-RDS3', reason: `${small}this database may be gone while its zone is.` }]),
    ...(protect
      ? []
      : [{ id: 'AwsSolutions-RDS10', reason: `${small}this database goes with its stack, and its data with it.` }]),
    ...(backupRetentionDays > 0
      ? []
      : [
          {
            id: 'AwsSolutions-RDS13',
            reason: `${small}this data can be made anew, and backups would delay the deletion.`,
          },
        ]),
  ];
}
