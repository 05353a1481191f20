import { runInNewContext } from 'node:vm';
import { validationError } from '../validation-error';
import type { Template, TemplateParameter } from './template';

/** Milliseconds that the patterns of one request have; a pattern can take ages for a short value, and all else waits for it. */
const patternBudgetMs = 1000;

/** A parameter's value as the stack keeps it. */
export interface ParameterValue {
  readonly value: string;
  /** What the SSM parameter held, for the `AWS::SSM::Parameter::Value<…>` types. */
  readonly resolved?: string;
  readonly noEcho: boolean;
}

export type ParameterValues = Readonly<Record<string, ParameterValue>>;

/** What a request says of one parameter. */
export interface GivenParameter {
  readonly key: string;
  readonly value?: string;
  readonly usePrevious: boolean;
}

/**
 * A value for each parameter of the template: as given, else the previous one where that is asked for, else the default.
 * Throws ValidationError for one that is missing, unknown or breaks its constraints.
 */
export function parameterValues(
  template: Template,
  given: readonly GivenParameter[],
  previous: ParameterValues,
  ssmValue: (name: string) => string,
): ParameterValues {
  const unknown = given.filter(({ key }) => !template.parameters.has(key)).map(({ key }) => key);
  if (unknown.length > 0) {
    throw validationError(`Parameters: [${unknown.join(', ')}] do not exist in the template`);
  }
  const values: Record<string, ParameterValue> = {};
  const missing: string[] = [];
  const until = performance.now() + patternBudgetMs;
  for (const parameter of template.parameters.values()) {
    const value = chosen(
      parameter,
      given.find(({ key }) => key === parameter.name),
      previous,
    );
    if (value === undefined) {
      missing.push(parameter.name);
      continue;
    }
    // CloudFormation's quota; the words are those of its other lengths.
    if (Buffer.byteLength(value) > 4096) {
      throw validationError(
        `1 validation error detected: Value at 'parameters.${parameter.name}.parameterValue' failed to satisfy constraint: Member must have length less than or equal to 4096`,
      );
    }
    check(parameter, value, until);
    const resolved = parameter.type.startsWith('AWS::SSM::Parameter::Value<') ? ssmValue(value) : undefined;
    values[parameter.name] = { value, noEcho: parameter.noEcho, ...(resolved === undefined ? {} : { resolved }) };
  }
  if (missing.length > 0) {
    throw validationError(`Parameters: [${missing.join(', ')}] must have values`);
  }
  return values;
}

/** What `Ref` returns for a parameter: a list for the list types. */
export function parameterReference(parameter: TemplateParameter, value: ParameterValue): unknown {
  const text = value.resolved ?? value.value;
  return /CommaDelimitedList|List</.test(parameter.type) ? text.split(',').map((item) => item.trim()) : text;
}

function chosen(
  parameter: TemplateParameter,
  given: GivenParameter | undefined,
  previous: ParameterValues,
): string | undefined {
  if (given?.usePrevious) {
    return previous[parameter.name]?.value ?? parameter.default;
  }
  return given?.value ?? parameter.default;
}

function check(parameter: TemplateParameter, value: string, until: number): void {
  const { name, allowedValues, allowedPattern } = parameter;
  const refuse = (rule: string) =>
    validationError(
      parameter.constraintDescription === undefined
        ? rule
        : `Parameter ${name} failed to satisfy constraint: ${parameter.constraintDescription}`,
    );
  const numeric = parameter.type === 'Number' || parameter.type === 'List<Number>';
  const items = /List/.test(parameter.type) ? value.split(',').map((item) => item.trim()) : [value];
  const fitting = allowedPattern === undefined ? undefined : fits(name, allowedPattern, items, until);
  for (const [index, item] of items.entries()) {
    if (numeric && (item.trim() === '' || !Number.isFinite(Number(item)))) {
      throw validationError(`Parameter '${name}' must be a number.`);
    }
    if (allowedValues && !allowedValues.includes(item)) {
      throw refuse(`Parameter '${name}' must be one of AllowedValues`);
    }
    if (fitting?.[index] === false) {
      throw refuse(`Parameter '${name}' must match pattern ${allowedPattern}`);
    }
    if (parameter.minLength !== undefined && item.length < parameter.minLength) {
      throw refuse(`Parameter '${name}' must contain at least ${parameter.minLength} characters`);
    }
    if (parameter.maxLength !== undefined && item.length > parameter.maxLength) {
      throw refuse(`Parameter '${name}' must contain at most ${parameter.maxLength} characters`);
    }
    if (parameter.minValue !== undefined && Number(item) < parameter.minValue) {
      throw refuse(`Parameter '${name}' must be a number not less than ${parameter.minValue}`);
    }
    if (parameter.maxValue !== undefined && Number(item) > parameter.maxValue) {
      throw refuse(`Parameter '${name}' must be a number not greater than ${parameter.maxValue}`);
    }
  }
}

/** Whether each item fits, all of them in one context: to make one takes longer than most patterns. */
function fits(name: string, pattern: string, items: readonly string[], until: number): readonly boolean[] {
  const timeout = Math.max(1, Math.ceil(until - performance.now()));
  try {
    // V8 interrupts a regular expression at the end of the time. What comes back is text: no object of that context leaves it.
    const answer: string = runInNewContext(
      "const r = new RegExp(p); JSON.parse(v).map((one) => (r.test(one) ? '1' : '0')).join('')",
      { p: `^(?:${pattern})$`, v: JSON.stringify(items) },
      { timeout },
    );
    return [...answer].map((one) => one === '1');
  } catch (error) {
    throw validationError(
      (error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
        ? `Parameter '${name}': the pattern ${pattern} takes too long for this value.`
        : `Parameter '${name}': the pattern ${pattern} is not a regular expression. (${(error as Error).message})`,
    );
  }
}
