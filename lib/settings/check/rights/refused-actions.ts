/** Which of the two lists of `rights` a statement is in. */
export type RightsList = 'stack' | 'app';

const ownRole =
  "For the role of a function write passRolesTo: ['lambda.amazonaws.com'], for AWS's own role of a service serviceRoles.";
const perName = 'Leave it out.';

/** Services of which no action can be given, and what to write instead. */
const closedServices: Readonly<Record<string, readonly [because: string, hint: string]>> = {
  iam: ['who can change roles can become anybody', ownRole],
  sts: ['who can take another role has its rights', ownRole],
  organizations: ['it is about the whole organization', perName],
  account: ['it is about the whole account', perName],
  sso: ['it is about who may log in', perName],
  'sso-directory': ['it is about who may log in', perName],
  identitystore: ['it is about who may log in', perName],
  ram: ['it hands what is in the account to others', perName],
  route53: ['names of other targets could be changed by it', perName],
  route53domains: ['names of other targets could be changed by it', perName],
  cloudformation: [
    'stacks of other targets could be changed by it',
    'Construct everything in the stack of the target.',
  ],
  elasticbeanstalk: ['environments of other targets could be changed by it', perName],
};

/** A task of a window and a change request run commands and documents, too. */
const onInstances = /Command|Session|Automation|Document|Association|Instance|MaintenanceWindow|ChangeRequest/;

/** Actions by which more could be done with what every stack has than its role shall, by service. */
const closedActions: Readonly<Record<RightsList, Readonly<Record<string, RegExp>>>> = {
  stack: {
    s3: /Object|Replicat|Bypass|Multipart|BucketVersions/,
    sqs: /Message|Permission|Purge/,
    sns: /Publish|Permission/,
    rds: /Snapshot|Export|Copy|ResetDBParameterGroup/,
    secretsmanager: /SecretValue|ResourcePolicy|Replicat/,
    ssm: onInstances,
  },
  app: {
    s3: /Policy|Acl|Configuration|Replicat|Bypass|Bucket(?!Location)/,
    sqs: /Permission|Purge|SetQueue|CreateQueue|DeleteQueue|Tag/,
    rds: /./,
    secretsmanager: /ResourcePolicy|Replicat|Create|Delete|Put|Update|Tag|Restore|Rotate/,
    ssm: onInstances,
    ec2: /./,
    autoscaling: /./,
    elasticloadbalancing: /./,
  },
};

/** Why an action cannot be given, and what to write instead. */
export function refusedAction(of: RightsList, action: string): readonly [message: string, hint: string] | undefined {
  const [, service = '', name = ''] = /^([a-z][a-z0-9-]*):([A-Z][A-Za-z0-9]{2,}\*?)$/.exec(action) ?? [];
  if (service === '') {
    const closed = closedServices[action.split(':')[0]?.toLowerCase() ?? ''];
    if (closed) return [`opens more than an extension needs: ${closed[0]}`, closed[1]];
    const hint =
      "Write the service, a colon and the name of one action, such as 'sns:CreateTopic'; a * only at the end, behind the verb.";
    return ['is not the name of an action', hint];
  }
  const closed = Object.hasOwn(closedServices, service) ? closedServices[service] : undefined;
  if (closed) return [`opens more than an extension needs: ${closed[0]}`, closed[1]];
  const actions = closedActions[of];
  const pattern = Object.hasOwn(actions, service) ? actions[service] : undefined;
  if (pattern === undefined) return undefined;
  if (name.endsWith('*') && !/^(Describe|List)/.test(name)) {
    return [`holds a * for ${service}, which has actions that cannot be given`, 'Name each action.'];
  }
  if (!pattern.test(name)) return undefined;
  return of === 'stack'
    ? [
        'is about what apps store there, or hands it on',
        'CloudFormation makes and configures: leave it out, or write it in rights.app if the app needs it.',
      ]
    : ['changes more than the data of an app', 'What makes or configures something belongs in rights.stack.'];
}
