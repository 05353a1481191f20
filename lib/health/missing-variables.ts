import { withoutColours } from '../text/visible';
import type { Explanation } from './database-tls';

/** What stands in a settings file unquoted, and can be no other text. */
const name = '([A-Z][A-Z0-9_]{0,63})\\b';
const quoted = `["'\`]${name}["'\`]`;

/**
 * What apps say of a variable that is not set, with the name: envalid, Joi (NestJS), Zod and t3-env, env-var, Prisma, django-environ, python-decouple,
 * environs, Ruby's `ENV.fetch`, and people's own words.
 */
const sayings: readonly RegExp[] = [
  new RegExp(`Environment variable not found: ${name}`, 'g'),
  new RegExp(`Set the ${name} environment variable`, 'g'),
  new RegExp(`UndefinedValueError: ${name} not found`, 'g'),
  new RegExp(`env-var: ${quoted} is a required variable`, 'g'),
  new RegExp(`key not found: ${quoted} \\(KeyError\\)`, 'g'),
  new RegExp(`[Mm]issing (?:required )?(?:env|environment) ?var(?:iable)?s?:? ["'\`]?${name}`, 'g'),
  new RegExp(`[Rr]equired (?:env|environment) ?var(?:iable)?s?:? ["'\`]?${name}`, 'g'),
  new RegExp(
    `(?:env|[Ee]nvironment) var(?:iable)? ["'\`]?${name}["'\`]? (?:is )?(?:not (?:set|defined|found)|missing|required|undefined|must be)`,
    'g',
  ),
  new RegExp(
    `(?:process\\.env\\.${name}|${name} (?:env|environment) var(?:iable)?) (?:is )?(?:not (?:set|defined)|missing|required|undefined|must be)`,
    'g',
  ),
  new RegExp(
    `["']path["']: \\[ ?["']${name}["'] ?\\], ["']message["']: ["'][^"']{0,100}(?:Required|received undefined)`,
    'g',
  ),
  new RegExp(`${name}: \\[ ?["'](?:Required|Invalid input: expected \\w{1,20}, received undefined)`, 'g'),
];
/** Says of what follows, or of what else stands there, that it is of the environment. */
const ofPython = /os\.environ|<frozen os>|\/os\.py"/;
const keyError = new RegExp(`KeyError: '${name}'`, 'g');
const ofJoi = /[Cc]onfig validation error/;
const joi = new RegExp(`"${name}" is required`, 'g');
const listed = /Missing environment variables:/;
const entry = new RegExp(`^[^A-Za-z0-9]*${name}: `);
/** What rsyslog writes before each line of an app on Amazon Linux. */
const prefix = /^[A-Z][a-z]{2} +\d{1,2} [\d:]{8} \S{1,255} [\w.-]{1,64}\[\d{1,9}\]: ?/;

const namesAtMost = 8;
/** These come with a database. */
const ours = /^(?:DATABASE_URL|RDS_[A-Z]+)$/;
const secret = /SECRET|PASS|TOKEN|KEY|CREDENTIAL|SALT/;

/**
 * Undefined when no line says that a variable is missing which settings can give.
 *
 * @param service whose settings give it
 */
export function explainMissingVariables(lines: readonly string[], service: string): Explanation | undefined {
  const names = missing(
    lines.flatMap((line) => line.split('\n')).map((line) => withoutColours(line).replace(prefix, '')),
  );
  const shown = names.filter((one) => !ours.test(one)).slice(0, namesAtMost);
  if (shown.length === 0) return undefined;
  const secrets = shown.filter((one) => secret.test(one));
  const plain = shown.filter((one) => !secret.test(one));
  const written = [
    ...(plain.length > 0 ? [`\`environment: { ${plain.map((one) => `${one}: '…'`).join(', ')} }\``] : []),
    ...(secrets.length > 0
      ? [
          `\`secrets: { ${secrets.map((one) => `${one}: 'arn:aws:secretsmanager:…'`).join(', ')} }\`, with the full ARN of a secret (or \`environment\`, for a value that anyone may see)`,
        ]
      : []),
  ];
  return {
    cause: `The app asks for ${shown.join(', ')}, and the settings give ${shown.length === 1 ? 'no such variable' : 'no such variables'}`,
    fix: `Write into \`services.${service}\` of the settings ${written.join(', and ')}`,
  };
}

function missing(lines: readonly string[]): readonly string[] {
  const all = lines.map((line) => line.trim()).join(' ');
  const patterns = [...sayings, ...(ofPython.test(all) ? [keyError] : []), ...(ofJoi.test(all) ? [joi] : [])];
  const said = patterns.flatMap((pattern) => [...all.matchAll(pattern)].map((found) => found[1] ?? found[2] ?? ''));
  return [...new Set([...listedIn(lines), ...said])].filter((one) => one !== '');
}

/** envalid names one a line, under a heading. */
function listedIn(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line, index) => {
    if (!listed.test(line)) return [];
    const names = lines.slice(index + 1).map((one) => entry.exec(one)?.[1]);
    const end = names.indexOf(undefined);
    return (end < 0 ? names : names.slice(0, end)).filter((one) => one !== undefined);
  });
}
