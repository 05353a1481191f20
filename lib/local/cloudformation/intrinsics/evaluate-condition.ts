import { isRecord } from '../template/is-record';
import { validationError } from '../validation-error';
import { evaluate } from './evaluate';
import type { Scope } from './scope';

const wrong =
  'Template error: every Condition member must be a condition function (Fn::Equals, Fn::And, Fn::Or, Fn::Not or Condition).';

/** The truth of an entry of the Conditions section. `scope.condition` answers for the conditions it names. Throws ValidationError. */
export function evaluateCondition(expression: unknown, scope: Scope): boolean {
  if (!isRecord(expression) || Object.keys(expression).length !== 1) {
    throw validationError(wrong);
  }
  const [name, argument] = Object.entries(expression)[0] ?? ['', undefined];
  switch (name) {
    case 'Condition':
      return scope.condition(String(argument));
    case 'Fn::Equals': {
      const [left, right] = operands(argument, 2, 2).map((operand) => evaluate(operand, scope));
      return JSON.stringify(comparable(left)) === JSON.stringify(comparable(right));
    }
    case 'Fn::Not':
      return !operands(argument, 1, 1).every((operand) => evaluateCondition(operand, scope));
    case 'Fn::And':
      return operands(argument, 2, 10)
        .map((operand) => evaluateCondition(operand, scope))
        .every((truth) => truth);
    case 'Fn::Or':
      return operands(argument, 2, 10)
        .map((operand) => evaluateCondition(operand, scope))
        .some((truth) => truth);
    default:
      throw validationError(wrong);
  }
}

function comparable(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

function operands(argument: unknown, least: number, most: number): readonly unknown[] {
  if (!Array.isArray(argument) || argument.length < least || argument.length > most) {
    throw validationError(`Template error: a condition function takes ${least} to ${most} parameters in a list.`);
  }
  return argument;
}
