import type { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { PreviewError } from '../../errors';
import type { DatabaseSettings } from '../../settings/settings';

/** A dynamic reference: CloudFormation puts the value there, and no template, event or output shows it. */
export function fromSecret(secretArn: string, key: string): string {
  return `{{resolve:secretsmanager:${secretArn}:SecretString:${key}}}`;
}

/**
 * Either an empty database with our user, or a snapshot, which brings its user and its databases (trap T26). Its password stays unless we have
 * one: with `MasterUserPassword`, CloudFormation resets it once the instance is restored (aws-cloudformation/cloudformation-coverage-roadmap,
 * issue 1500, with the events of an instance, 2023-01-31).
 */
export function origin({ snapshot, username, name }: DatabaseSettings, secret: CfnSecret | undefined) {
  if (!snapshot && secret) {
    return {
      dbName: name,
      masterUsername: fromSecret(secret.ref, 'username'),
      masterUserPassword: fromSecret(secret.ref, 'password'),
    };
  }
  if (username !== undefined) throw usernameWithSnapshot(username);
  if (snapshot?.id === undefined) throw unresolved(snapshot?.newestOf);
  return {
    dbSnapshotIdentifier: snapshot.id,
    ...(secret && { masterUserPassword: fromSecret(secret.ref, 'password') }),
  };
}

function usernameWithSnapshot(username: string): PreviewError {
  return new PreviewError('snapshot-username', `a database from a snapshot cannot have the user ${username}`, {
    fault: 'user',
    hint: "Remove database.username: the snapshot's user stays, and database.snapshot.username or database.snapshot.credentials says who it is.",
  });
}

function unresolved(instance: string | undefined): PreviewError {
  return new PreviewError(
    'snapshot-unresolved',
    `the newest snapshot of ${instance} is not known while a template is made`,
    {
      fault: 'user',
      hint: 'Give database.snapshot.id; deploy, diff and context find the newest by themselves.',
    },
  );
}
