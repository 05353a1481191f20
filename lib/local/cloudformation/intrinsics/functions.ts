import { isRecord } from '../template/is-record';
import { validationError } from '../validation-error';
import { attributeName } from './attribute-name';
import { cidr } from './cidr';
import { type FunctionContext, knownAfterApply } from './scope';
import { substitute } from './substitute';

const selectsWrongly =
  'Template error: Fn::Select requires a list argument with two elements: an integer index and a list';

/** The intrinsic functions of values; those of conditions are in evaluate-condition.ts. */
export const functions = {
  Ref(argument, { scope }) {
    if (typeof argument !== 'string') {
      throw validationError('Template error: every Ref object must have a single String value.');
    }
    return scope.ref(argument);
  },
  'Fn::GetAtt'(argument, { scope, evaluate }) {
    const { logicalId, attribute } = attributeName(argument);
    return scope.attribute(logicalId, String(evaluate(attribute)));
  },
  'Fn::Join'(argument, { evaluate, refuseLonger }) {
    const [delimiter, values] = list('Fn::Join', argument, 2);
    const parts = evaluate(values);
    if (parts === knownAfterApply) {
      return knownAfterApply;
    }
    if (typeof delimiter !== 'string' || !Array.isArray(parts)) {
      throw validationError(
        'Template error: every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined or a function that returns a list of strings (such as Fn::GetAZs) to be joined.',
      );
    }
    const texts = parts.map((part) => text('Fn::Join', part));
    const characters = texts.reduce((sum, { length }) => sum + length, 0);
    refuseLonger(characters + delimiter.length * Math.max(0, texts.length - 1));
    return texts.join(delimiter);
  },
  'Fn::Sub'(argument, context) {
    return substitute(argument, context);
  },
  'Fn::Select'(argument, { evaluate }) {
    if (!Array.isArray(argument) || argument.length !== 2) {
      throw validationError(selectsWrongly);
    }
    const items = evaluate(argument[1]);
    const position = Number(evaluate(argument[0]));
    if (items === knownAfterApply) {
      return knownAfterApply;
    }
    if (!Array.isArray(items) || !Number.isInteger(position)) {
      throw validationError(selectsWrongly);
    }
    if (position < 0 || position >= items.length) {
      if (items.includes(knownAfterApply)) {
        return knownAfterApply;
      }
      throw validationError(selectsWrongly);
    }
    return items[position];
  },
  'Fn::Split'(argument, { evaluate }) {
    const [delimiter, value] = list('Fn::Split', argument, 2);
    if (typeof delimiter !== 'string' || delimiter === '') {
      throw validationError('Template error: every Fn::Split object requires a delimiter that is not empty');
    }
    const whole = text('Fn::Split', evaluate(value));
    // How many parts it will have is not known either.
    return whole.includes(knownAfterApply) ? knownAfterApply : whole.split(delimiter);
  },
  'Fn::If'(argument, { scope, evaluate }) {
    const [condition, yes, no] = list('Fn::If', argument, 3);
    return evaluate(scope.condition(String(condition)) ? yes : no);
  },
  'Fn::FindInMap'(argument, { scope, evaluate }) {
    const keys = list('Fn::FindInMap', argument, 3).map((key) => String(evaluate(key)));
    return scope.mapped(keys[0] ?? '', keys[1] ?? '', keys[2] ?? '');
  },
  'Fn::GetAZs'(argument, { scope, evaluate }) {
    return scope.zones(String(evaluate(argument) ?? ''));
  },
  'Fn::Base64'(argument, { evaluate, refuseLonger }) {
    const value = text('Fn::Base64', evaluate(argument));
    refuseLonger(Math.ceil(value.length / 3) * 4);
    return value.includes(knownAfterApply) ? knownAfterApply : Buffer.from(value).toString('base64');
  },
  'Fn::Cidr'(argument, { evaluate }) {
    const [block, count, bits] = (Array.isArray(argument) ? argument : []).map(evaluate);
    return block === knownAfterApply ? knownAfterApply : cidr(String(block), Number(count), Number(bits ?? 8));
  },
  'Fn::ImportValue'(argument, { scope, evaluate }) {
    return scope.importValue(text('Fn::ImportValue', evaluate(argument)));
  },
  'Fn::Length'(argument, { evaluate }) {
    const value = evaluate(argument);
    if (value === knownAfterApply) {
      return knownAfterApply;
    }
    if (!Array.isArray(value)) {
      throw validationError('Template error: Fn::Length requires a list.');
    }
    return value.length;
  },
  'Fn::ToJsonString'(argument, { evaluate, refuseLonger }) {
    const value = evaluate(argument);
    if (value === knownAfterApply) {
      return knownAfterApply;
    }
    if (!isRecord(value) && !Array.isArray(value)) {
      throw validationError('Template error: Fn::ToJsonString requires an object or a list.');
    }
    const json = JSON.stringify(value);
    refuseLonger(json.length);
    return json;
  },
} satisfies Record<string, (argument: unknown, context: FunctionContext) => unknown>;

export type IntrinsicName = keyof typeof functions;

function list(name: string, argument: unknown, length: number): readonly unknown[] {
  if (!Array.isArray(argument) || argument.length !== length) {
    throw validationError(`Template error: every ${name} object requires a list of ${length} parameters.`);
  }
  return argument;
}

function text(name: string, value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
    throw validationError(`Template error: every value of ${name} must be a string.`);
  }
  return String(value);
}
