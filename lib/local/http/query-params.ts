import { AwsError } from './aws-error';

/** Deeper than any operation's parameters go; each step costs an object. */
const deepest = 32;

type Node = string | { [name: string]: Node };

/**
 * The parameters of a query-protocol request, nested as the client meant them: `Tags.member.1.Key`, `Tags.Tag.1.Key` (RDS),
 * `Filter.1.Name` (EC2, flattened) and `Attributes.entry.1.key` all become lists or structures.
 */
export class QueryParams {
  private constructor(
    private readonly node: { readonly [name: string]: Node },
    /** Code of the error that `required` throws. */
    private readonly missing: string,
  ) {}

  /** `missing` is the error code for an absent parameter: `ValidationError` in most services, `MissingParameter` in EC2. */
  static parse(form: URLSearchParams, missing = 'ValidationError'): QueryParams {
    const root: { [name: string]: Node } = Object.create(null);
    for (const [path, value] of form) {
      const steps = path.split('.', deepest + 1);
      if (steps.length > deepest) {
        throw new AwsError(missing, `The parameter ${path.slice(0, 100)} is nested too deeply`);
      }
      const last = steps.pop() ?? '';
      let at = root;
      for (const step of steps) {
        const next = at[step];
        const inner: { [name: string]: Node } = typeof next === 'object' ? next : Object.create(null);
        at[step] = inner;
        at = inner;
      }
      at[last] = value;
    }
    return new QueryParams(root, missing);
  }

  has(name: string): boolean {
    return this.node[name] !== undefined;
  }

  /** Undefined when it was not sent; an empty string is a value. */
  text(name: string): string | undefined {
    const value = this.node[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** Throws AwsError when it was not sent or is empty. */
  required(name: string): string {
    const value = this.text(name);
    if (value === undefined || value === '') {
      throw new AwsError(this.missing, `The request must contain the parameter ${name}`);
    }
    return value;
  }

  flag(name: string): boolean | undefined {
    const value = this.text(name);
    return value === undefined ? undefined : value.toLowerCase() === 'true';
  }

  number(name: string): number | undefined {
    const value = this.text(name);
    return value === undefined || value === '' ? undefined : Number(value);
  }

  /** A list of plain values; empty when it was not sent. */
  texts(name: string): readonly string[] {
    return this.listed(name).filter((one) => typeof one === 'string');
  }

  /** A list of structures; empty when it was not sent. */
  structures(name: string): readonly QueryParams[] {
    return this.listed(name)
      .filter((one) => typeof one === 'object')
      .map((one) => new QueryParams(one, this.missing));
  }

  structure(name: string): QueryParams | undefined {
    const value = this.node[name];
    return typeof value === 'object' ? new QueryParams(value, this.missing) : undefined;
  }

  /** Tags sent as a list of Key and Value, as a record. */
  tags(name = 'Tags'): Record<string, string> {
    return Object.fromEntries(this.structures(name).map((tag) => [tag.text('Key') ?? '', tag.text('Value') ?? '']));
  }

  /** The parameters as plain objects and lists, for logs and messages. */
  plain(): unknown {
    return JSON.parse(JSON.stringify(this.node));
  }

  private listed(name: string): readonly Node[] {
    let value = this.node[name];
    if (value === undefined || typeof value === 'string') {
      return [];
    }
    // `Tags.member.1` and `Tags.Tag.1` hold one level more than `Tags.1`.
    const keys = Object.keys(value);
    const only = keys.length === 1 ? value[keys[0] ?? ''] : undefined;
    if (!isNumbered(value) && typeof only === 'object' && isNumbered(only)) {
      value = only;
    }
    if (!isNumbered(value)) {
      return [];
    }
    return Object.entries(value)
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([, one]) => one);
  }
}

function isNumbered(value: Node): value is { [name: string]: Node } {
  return typeof value === 'object' && Object.keys(value).every((key) => /^\d+$/.test(key));
}
