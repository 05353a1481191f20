import { generatedName } from '../resource/generated-name';
import { lowerAndDigits, randomLetters } from '../resource/random-letters';
import type { Properties, ResourceContext, ResourceState, ResourceType } from '../resource/resource-type';
import type { EveryType, RecordableSpecification } from '../specification/every-type';

/**
 * A type of which there is nothing but AWS's specification. Its id and attributes are made up: what the template gives is kept, hosts end with
 * `.invalid`, which no resolver knows, and other values begin with `recorded-`.
 */
export function recordedBySpecification(type: string, { from, types }: EveryType): ResourceType | undefined {
  const specification = types.get(type);
  if (specification === undefined) return undefined;
  const remark = `Recorded only: its properties fit AWS's specification (${from}); nothing runs behind it, and its attributes are made up.`;
  const nameProperty = nameOf(specification);
  return {
    type,
    mode: 'recorded',
    ...(nameProperty === undefined ? {} : { nameProperty }),
    create: async (context, properties) => ({
      ...new MadeUp(type, specification, context, properties).state(),
      remark,
    }),
    update: async (_context, former) => ({ ...former, remark }),
    delete: async () => undefined,
  };
}

/** The property that names it, where a change of the name makes another one: of a name that is free to change AWS refuses nothing. */
function nameOf({ identifier, arn = '', properties }: RecordableSpecification): string | undefined {
  const inArn = [...arn.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name);
  return [...identifier, ...inArn].findLast(
    (name) => properties[name]?.replaces === 'yes' && isText(properties[name].type),
  );
}

function isText(type: unknown): boolean {
  return type === 'string' || (typeof type === 'object' && type !== null && 'enum' in type);
}

class MadeUp {
  private readonly name: string;
  private readonly id = `recorded-${randomLetters(17, lowerAndDigits)}`;
  private readonly arn: string;

  constructor(
    private readonly type: string,
    private readonly specification: RecordableSpecification,
    private readonly context: ResourceContext<never>,
    private readonly properties: Properties,
  ) {
    const nameProperty = nameOf(specification);
    this.name = (nameProperty && this.given(nameProperty)) || generatedName(context, 63);
    this.arn = this.madeArn();
  }

  state(): ResourceState {
    const { attributes, kinds = {} } = this.specification;
    const made = attributes.flatMap((name): [string, string | readonly string[]][] => {
      switch (kinds[name]) {
        case 'object':
          return [];
        case 'list':
          return [[name, [this.attribute(name)]]];
        case 'number':
          return [[name, this.given(name) ?? '0']];
        case 'boolean':
          return [[name, this.given(name) ?? 'false']];
        default:
          return [[name, this.attribute(name)]];
      }
    });
    return { physicalId: this.reference(), attributes: Object.fromEntries(made) };
  }

  /** Parts that the template leaves out, such as the default event bus, are no part of what AWS returns; the last one has a name of its own. */
  private reference(): string {
    const { identifier, attributes } = this.specification;
    const parts = identifier.map((name, index) => {
      if (attributes.includes(name)) return this.attribute(name);
      return this.given(name) ?? (index === identifier.length - 1 ? this.name : undefined);
    });
    return parts.filter((part) => part !== undefined).join('|') || this.name;
  }

  private attribute(name: string): string {
    const given = this.given(name);
    if (given !== undefined) return given;
    const last = name.split('.').at(-1) ?? name;
    if (/^(?:\w*[a-z])?(?:Arn|ARN)s?$/.test(last)) {
      return this.isOwnArn(last) ? this.arn : `${this.arn}/recorded-${last.toLowerCase()}`;
    }
    if (/(?:Endpoint|Address|Host|Domain|DNSName|DnsName|DomainName|EndpointV2)$/.test(last)) return this.host();
    if (/Ur[il]s?$|URLs?$|URIs?$/.test(last)) return `https://${this.host()}`;
    if (/Name$/.test(last)) return this.name;
    return /Ids?$/.test(last) ? this.id : `recorded-${last}`;
  }

  /** `Arn`, and `TopicArn` of a Topic. */
  private isOwnArn(attribute: string): boolean {
    const kind = this.type.split('::').at(-1) ?? '';
    return /^Arn$/i.test(attribute) || attribute.toLowerCase() === `${kind}arn`.toLowerCase();
  }

  private host(): string {
    return `${this.name.toLowerCase().replace(/[^a-z0-9-]/g, '-')}.recorded.invalid`;
  }

  private madeArn(): string {
    const { region, accountId } = this.context;
    const [, service = '', kind = ''] = this.type.split('::');
    const template =
      this.specification.arn ??
      `arn:\${Partition}:${service.toLowerCase()}:\${Region}:\${Account}:${kind.toLowerCase()}/\${Name}`;
    const own: Readonly<Record<string, string>> = { Partition: 'aws', Region: region, Account: accountId };
    return template.replace(/\$\{(\w+)\}/g, (_all, part: string) => {
      return own[part] ?? this.given(part) ?? (part.endsWith('Id') ? this.id : this.name);
    });
  }

  /** The text that the template gives, dots in the name for what is inside. */
  private given(name: string): string | undefined {
    let value: unknown = this.properties;
    for (const part of name.split('.')) {
      value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : undefined;
    }
    return typeof value === 'object' || value === undefined ? undefined : String(value);
  }
}
