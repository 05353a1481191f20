import type { Rule } from './rule';

const secretsManager = /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[A-Za-z0-9/_+=.@-]+(:[^:]+)?$/;
const parameter = /^arn:aws[a-z-]*:ssm:[a-z0-9-]+:\d{12}:parameter\/[A-Za-z0-9/_.-]+$/;
/** Secrets Manager appends it to every name; Beanstalk finds no secret without it (trap T17). */
const randomSuffix = /:secret:[^:]+-[A-Za-z0-9]{6}(:|$)/;

const hint =
  "Write 'arn:aws:secretsmanager:<region>:<account>:secret:<name>-<6 characters>', optionally with ':<key>', or 'arn:aws:ssm:<region>:<account>:parameter/<name>'.";

/** The ARN of a secret. A value that is none may be the secret itself: it is never shown. */
export const secretArn: Rule = (value, path, report) => {
  if (typeof value !== 'string' || !(secretsManager.test(value) || parameter.test(value))) {
    report({ path, message: 'the value (not shown, it may be secret) is not the ARN of a secret', hint });
    return typeof value === 'string' ? value : undefined;
  }
  if (secretsManager.test(value) && !randomSuffix.test(value)) {
    report({
      path,
      message: `${JSON.stringify(value)} lacks the six random characters at the end of the secret's name`,
      hint: 'Copy the whole ARN from Secrets Manager.',
    });
  }
  return value;
};
