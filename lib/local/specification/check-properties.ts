import { AwsError } from '../http/aws-error';
import { specificationOf } from './specification';
import type { PropertySpecifications, ResourceSpecification, ValueType } from './specification-shape';

/**
 * The properties with their scalars made what AWS's specification says (`"1"` becomes 1, `true` becomes `"true"`).
 * Throws AwsError in AWS's words for an unknown property, a missing one, a wrong shape, a value that is not allowed.
 * A type without a specification is taken as it is.
 */
export function checkProperties(
  logicalId: string,
  type: string,
  properties: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const specification = specificationOf(type);
  return specification
    ? new PropertyCheck(logicalId, specification).object(specification.properties, properties, '')
    : properties;
}

class PropertyCheck {
  constructor(
    private readonly logicalId: string,
    private readonly specification: ResourceSpecification,
  ) {}

  object(
    known: PropertySpecifications,
    value: Readonly<Record<string, unknown>>,
    path: string,
  ): Record<string, unknown> {
    for (const name of Object.keys(value)) {
      if (!Object.hasOwn(known, name)) {
        throw invalid(`Encountered unsupported property ${name}`);
      }
    }
    for (const [name, property] of Object.entries(known)) {
      if (property.required && !Object.hasOwn(value, name)) {
        throw invalid(`Property ${name} cannot be empty.`);
      }
    }
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [
        name,
        this.value(known[name]?.type ?? 'json', item, `${path}/${name}`),
      ]),
    );
  }

  private value(type: ValueType, value: unknown, path: string): unknown {
    if (typeof type === 'string') {
      return type === 'tag' ? this.tag(value, path) : this.scalar(type, value, path);
    }
    if ('enum' in type) {
      const text = this.scalar('string', value, path);
      if (!type.enum.some((allowed) => String(allowed) === text)) {
        throw this.failed(path, `${text} is not a valid enum value`);
      }
      return type.enum.every((allowed) => typeof allowed === 'number') ? Number(text) : text;
    }
    if ('list' in type) {
      if (!Array.isArray(value)) {
        throw invalid(
          `Value of property ${nameIn(path)} must be of type List${type.list === 'string' ? ' of String' : ''}`,
        );
      }
      return value.map((item, index) => this.value(type.list, item, `${path}/${index}`));
    }
    if ('map' in type) {
      return Object.fromEntries(
        Object.entries(this.record(value, path)).map(([key, item]) => [
          key,
          this.value(type.map, item, `${path}/${key}`),
        ]),
      );
    }
    if ('ref' in type) {
      return this.object(this.specification.types[type.ref] ?? {}, this.record(value, path), path);
    }
    return this.firstThatFits(type.oneOf, value, path);
  }

  private firstThatFits(types: readonly ValueType[], value: unknown, path: string): unknown {
    let fault: unknown = this.failed(path, 'no type fits');
    for (const type of types) {
      try {
        return this.value(type, value, path);
      } catch (error) {
        fault = error;
      }
    }
    throw fault;
  }

  private scalar(type: 'string' | 'integer' | 'number' | 'boolean' | 'json', value: unknown, path: string): unknown {
    if (type === 'json') {
      return value;
    }
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
      throw invalid(`Value of property ${nameIn(path)} must be of type ${capital(type)}`);
    }
    const text = String(value);
    if (type === 'string') {
      return text;
    }
    if (type === 'boolean' && /^(true|false)$/i.test(text)) {
      return text.toLowerCase() === 'true';
    }
    if (type === 'integer' && /^[+-]?\d+(\.0+)?$/.test(text)) {
      return Number(text);
    }
    if (type === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) {
      return Number(text);
    }
    throw this.failed(path, `expected type: ${capital(type)}, found: ${capital(typeof value)}`);
  }

  private tag(value: unknown, path: string): unknown {
    const tag: PropertySpecifications = {
      Key: { type: 'string', required: true },
      Value: { type: 'string', required: true },
      PropagateAtLaunch: { type: 'boolean' },
    };
    return this.object(tag, this.record(value, path), path);
  }

  private record(value: unknown, path: string): Readonly<Record<string, unknown>> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw invalid(`Value of property ${nameIn(path)} must be an object`);
    }
    return value as Readonly<Record<string, unknown>>;
  }

  private failed(path: string, what: string): AwsError {
    return invalid(`Properties validation failed for resource ${this.logicalId} with message: #${path}: ${what}`);
  }
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidRequest', message);
}

function nameIn(path: string): string {
  return path.split('/').findLast((part) => !/^\d+$/.test(part)) ?? path;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
