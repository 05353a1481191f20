const forPeople = 'of the policy for developers, and denied to jobs';
/** What no call of the stories of CI needs, and why the roles may do it nevertheless. */
export const beyond = {
  deploys: {
    'DatabasePasswords secretsmanager:GetSecretValue': forPeople,
    'EmptyBuckets s3:DeleteObject': 'in a bucket that never had versions S3 may judge their deletion by it',
    'Events s3:PutObject': 'no run keeps events yet',
    'FollowCommands ssm:CancelCommand': 'a seed is cancelled when the deploy is interrupted',
    'FollowCommands ssmmessages:OpenDataChannel': forPeople,
    'Instances ssm:StartSession': forPeople,
    'LookAround cloudformation:ListStacks': 'cleanup watches many deletions at once by it, and has the same policy',
    'OwnSessions ssm:ResumeSession': forPeople,
    'OwnSessions ssm:TerminateSession': forPeople,
    'SessionDocuments ssm:StartSession': forPeople,
    'Settings cloudformation:UntagResource': 'CloudFormation may ask for it when a tag of a stack goes',
    'Settings cloudformation:UpdateTerminationProtection': 'no preview of these stories is protected',
    'Stacks cloudformation:TagResource': 'CloudFormation may ask for it when a change set has tags',
    'Stacks cloudformation:UntagResource': 'the same, when a tag goes',
    'SweepBundles s3:DeleteObject': 'in a bucket that never had versions S3 may judge their deletion by it',
  },
  cleanup: {
    'EmptyBuckets s3:DeleteObject': 'in a bucket that never had versions S3 may judge their deletion by it',
    'SweepBundles s3:DeleteObject': 'the same',
  },
};
