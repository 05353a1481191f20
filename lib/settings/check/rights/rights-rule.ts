import type { RightStatement, RightsSettings } from '../../rights/rights-settings';
import { type Fields, listOf, type Rule, record, wrongType } from '../rule';
import { text } from '../scalar';
import { show } from '../show';
import { type RightsList, refusedAction } from './refused-actions';
import { refusedResource } from './refused-resource';

const operator = /^(For(Any|All)Values?:)?(String|Arn|Numeric|Date|Bool|Null|IpAddress|NotIpAddress|Binary)[A-Za-z]*$/;
const placeholder = /\{(?!(partition|region|account|prefix|project|target)\})/;

const reason = text(
  'a reason of 200 characters at most',
  'Say in a few words why the extension needs it: it stands in the template.',
  (value) => value.trim() !== '' && value.length <= 200 && !/\p{Cc}/u.test(value),
);
const word = text('a text of IAM', "Write a text such as 'sns:CreateTopic'.", (value) =>
  /^[\x21-\x7e]{1,512}$/.test(value),
);

/** Operator → key → value or values. What is more than IAM knows, IAM refuses. */
const conditions: Rule = (value, path, report) => {
  const hint = "Write { StringEquals: { key: 'value' } }.";
  const isRecord = (one: unknown): one is object => typeof one === 'object' && one !== null && !Array.isArray(one);
  if (!isRecord(value)) return wrongType(value, path, report, 'a record', hint);
  for (const [name, keys] of Object.entries(value)) {
    if (!operator.test(name)) report({ path: `${path}.${name}`, message: `${show(name)} is no operator of IAM`, hint });
    if (!isRecord(keys)) return wrongType(keys, `${path}.${name}`, report, 'a record', hint);
    for (const [key, wanted] of Object.entries(keys)) {
      const at = `${path}.${name}.${key}`;
      const values: readonly unknown[] = Array.isArray(wanted) ? wanted : [wanted];
      const bad = values.find(
        (one) => typeof one !== 'string' || !/^[\x20-\x7e]{1,512}$/.test(one) || placeholder.test(one),
      );
      if (bad !== undefined || values.length === 0)
        return wrongType(bad ?? wanted, at, report, 'a value of a condition', hint);
    }
  }
  return value as never;
};

const fields: Fields<RightStatement> = {
  because: reason,
  actions: listOf(word, 1, ''),
  resources: listOf(word, 1, ''),
  conditions,
};
const shape = record(fields, {
  required: {
    because: 'Say in a few words why the extension needs it.',
    actions: "Set actions, such as ['sns:CreateTopic'].",
    resources: "Set resources, such as ['arn:{partition}:sns:{region}:{account}:{prefix}*'].",
  },
});

function statement(of: RightsList): Rule {
  return (value, path, report) => {
    let isWhole = true;
    const kept = shape(value, path, (fault) => {
      isWhole = false;
      report(fault);
    });
    if (!isWhole || kept === undefined) return kept;
    const right = kept as unknown as RightStatement;
    const tell = (at: string, what: string, refused: readonly [message: string, hint: string] | undefined) => {
      if (refused) report({ path: `${path}.${at}`, message: `${show(what)} ${refused[0]}`, hint: refused[1] });
    };
    for (const [index, one] of right.actions.entries()) tell(`actions[${index}]`, one, refusedAction(of, one));
    for (const [index, one] of right.resources.entries())
      tell(`resources[${index}]`, one, refusedResource(of, right, one));
    return kept;
  };
}

/** Services that are handed roles of the stacks in any case, and those that would do more with one than run code. */
const notPassedTo = /^(ec2|autoscaling|elasticbeanstalk|cloudformation|iam|sts|ssm|organizations|servicecatalog)\./;
const notLinked = /^(organizations|sso|account|iam|(member\.org\.)?stacksets\.cloudformation)\./;
const service = (refused: RegExp, example: string) =>
  text(
    'a service that can be named here',
    `Write the name that AWS gives the service in policies, such as '${example}'. Those that every stack uses have what they need.`,
    (value) => /^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?$/.test(value) && !refused.test(value),
  );

const rights: Fields<RightsSettings> = {
  stack: listOf(statement('stack')),
  app: listOf(statement('app')),
  passRolesTo: listOf(service(notPassedTo, 'lambda.amazonaws.com')),
  serviceRoles: listOf(service(notLinked, 'elasticache.amazonaws.com')),
};

/** Rights of extensions: within the names or the tags of their targets, and none by which a role could become more. */
export const rightsRule: Rule = record(rights);
