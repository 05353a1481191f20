import { AwsError } from '../http/aws-error';
import type { Journal } from '../state/journal';
import type { Parameter, Parameters, PutOptions } from './parameters';

const documentName = 'parameters';

export function openParameters(options: { readonly journal: Journal; readonly accountId: string }): Parameters {
  return new ParameterStore(options.journal, options.accountId);
}

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html: 4 KB, and 8 KB. */
const standardLength = 4096;
const advancedLength = 8192;

/** Throws AwsError ValidationException for a name that no parameter can have. */
export function checkName(name: string): void {
  if (!/^\/?[\w.-]+(\/[\w.-]+)*$/.test(name)) {
    throw new AwsError(
      'ValidationException',
      'Parameter name: can\'t be prefixed with "ssm" (case-insensitive). If formed as a path, it can consist of sub-paths divided by ' +
        'slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_',
    );
  }
}

function checkLength(value: string, tier: string): void {
  if (tier === 'Standard' && value.length > standardLength) {
    throw new AwsError(
      'ValidationException',
      'Standard tier parameters support a maximum parameter value of 4096 characters. To create a larger parameter value, upgrade the ' +
        'parameter to use the advanced-parameter tier. For more information, see ' +
        'https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html',
    );
  }
  if (value.length > advancedLength) {
    throw new AwsError(
      'ValidationException',
      `Advanced tier parameters support a maximum parameter value of ${advancedLength} characters.`,
    );
  }
}

class ParameterStore implements Parameters {
  /** By name. */
  private readonly kept: Record<string, Parameter>;

  constructor(
    private readonly journal: Journal,
    private readonly accountId: string,
  ) {
    this.kept = journal.document<Record<string, Parameter>>(documentName, () => ({}));
  }

  put(name: string, value: string, { type, region, description, tier = 'Standard' }: PutOptions): Parameter {
    checkName(name);
    checkLength(value, tier);
    const former = this.kept[name];
    const parameter: Parameter = {
      name,
      arn: `arn:aws:ssm:${region}:${this.accountId}:parameter${name.startsWith('/') ? '' : '/'}${name}`,
      type,
      value,
      version: (former?.version ?? 0) + 1,
      description: description ?? former?.description,
      ...(tier === 'Advanced' || value.length > standardLength ? { tier: 'Advanced' as const } : {}),
      changedAt: this.journal.now(),
    };
    this.kept[name] = parameter;
    this.journal.changed(documentName);
    return parameter;
  }

  has(id: string): boolean {
    return this.find(id) !== undefined;
  }

  get(id: string): Parameter {
    const parameter = this.find(id);
    if (!parameter) {
      throw new AwsError('ParameterNotFound', `Parameter ${id} not found.`);
    }
    return parameter;
  }

  value(id: string): string {
    return this.get(id).value;
  }

  list(): readonly Parameter[] {
    return Object.values(this.kept);
  }

  delete(name: string): void {
    delete this.kept[name];
    this.journal.changed(documentName);
  }

  private find(id: string): Parameter | undefined {
    return this.kept[id] ?? Object.values(this.kept).find(({ arn }) => arn === id);
  }
}
