import { Token } from 'aws-cdk-lib';
import { PreviewError } from '../../errors';
import { propertyNamespaces } from '../../facts/property-namespaces';
import { propertyBytesLimit, unknownBytes } from '../../settings/property-bytes';
import type { OptionTable } from './option-table';

/** The environment properties of a service; every addition is checked at once, so that the error names it. */
export class EnvironmentProperties {
  private readonly plain = new Map<string, string>();
  private readonly secret = new Map<string, string>();

  /** @param service name by which errors call the service */
  constructor(private readonly service: string) {}

  addPlain(values: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(values)) this.add(this.plain, name, value);
  }

  has(name: string): boolean {
    return this.plain.has(name) || this.secret.has(name);
  }

  /** Values are ARNs in Secrets Manager or SSM. */
  addSecret(arns: Readonly<Record<string, string>>): void {
    for (const [name, arn] of Object.entries(arns)) this.add(this.secret, name, arn);
  }

  options(): OptionTable {
    return {
      [propertyNamespaces.plain]: Object.fromEntries(this.plain),
      [propertyNamespaces.secret]: Object.fromEntries(this.secret),
    };
  }

  private add(to: Map<string, string>, name: string, value: string): void {
    if (!/^[A-Za-z0-9_.:/+\\@-]{1,128}$/.test(name)) {
      throw new PreviewError(
        'property-name-invalid',
        `${JSON.stringify(name)} is no name for a property of ${this.service}`,
        {
          fault: 'user',
          hint: 'Use letters, digits and _ . : / + \\ - @, 128 characters at most, in services.*.environment and secrets.',
        },
      );
    }
    if (this.has(name)) {
      throw new PreviewError('property-taken', `${this.service} has the property ${name} twice`, {
        fault: 'user',
        hint: `Rename services.${this.service}.environment.${name} or secrets.${name}: RDS_*, FILES_BUCKET, PREVIEW_STACKS_* and what database.environment and fileStore.environment name are set for you.`,
      });
    }
    to.set(name, value);
    const size = this.size();
    if (size <= propertyBytesLimit) return;
    throw new PreviewError(
      'properties-too-large',
      `the properties of ${this.service} take ${size} bytes; Beanstalk allows ${propertyBytesLimit}`,
      {
        fault: 'user',
        hint: `Put large values of services.${this.service}.environment into a file of the bundle or into one secret that the app reads.`,
      },
    );
  }

  private size(): number {
    return [...this.plain, ...this.secret].reduce(
      (sum, [name, value]) =>
        sum + name.length + 1 + (Token.isUnresolved(value) ? unknownBytes : Buffer.byteLength(value)),
      0,
    );
  }
}
