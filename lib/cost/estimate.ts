import type { ResolvedSettings } from '../settings/resolve';
import type { DatabaseSettings, ServiceSettings, TargetSettings } from '../settings/settings';
import type { KnownPrice, KnownPrices } from './known-prices';
import { type NanoDollars, nanoDollars, perDay } from './money';
import { priceNames } from './price-names';

/** One thing that AWS bills by the hour or the month, whether it is used or not. */
export interface CostLine {
  /** The same for the same thing of each target. */
  readonly id: string;
  /** For people; names of services and types come from the settings. */
  readonly what: string;
  /** Path of the setting that decides it. */
  readonly setting: string;
  /** Name of its price in a table. @default it has none */
  readonly priceName?: string;
  /** Pieces, or GiB. */
  readonly quantity: number;
  /** @default not known */
  readonly price?: KnownPrice;
  /** @default not known */
  readonly perDay?: NanoDollars;
  /** Why it may be more. @default the quantity is certain */
  readonly orMore?: string;
  /** Whether AWS bills it although instances and database do not run. */
  readonly standing: boolean;
}

/** What a target costs while it exists, without what depends on its use. */
export interface Cost {
  readonly region: string;
  /** Of the target alone. */
  readonly own: readonly CostLine[];
  /** What it shares with the other targets of its stage. */
  readonly shared: readonly CostLine[];
}

/** What these settings make, at these prices. Pure: nothing is asked. */
export function estimate({ values, extend }: Pick<ResolvedSettings, 'values' | 'extend'>, prices: KnownPrices): Cost {
  const line = lineMaker(prices);
  const { alarms, database, services } = values;
  const own = [
    ...Object.entries(services).flatMap(([name, service]) => linesOfService(line, values, name, service)),
    ...(database === 'none' ? [] : linesOfDatabase(line, database, services)),
    ...(alarms === undefined || alarms === 'none'
      ? []
      : [line('alarms', 'alarms and a dashboard', 'alarms', 1, undefined, { standing: true })]),
    ...(extend === undefined
      ? []
      : [line('extension', 'what the extension adds', 'extend', 1, undefined, { standing: true })]),
  ];
  return { region: prices.region, own, shared: linesOfStage(line, values) };
}

interface Details {
  readonly standing: boolean;
  readonly orMore?: string | undefined;
}

type Line = ReturnType<typeof lineMaker>;

function lineMaker(prices: KnownPrices) {
  return (
    id: string,
    what: string,
    setting: string,
    quantity: number,
    priceName: string | undefined,
    { standing, orMore }: Details,
  ): CostLine => {
    const price = priceName === undefined ? undefined : prices.find(priceName);
    const usd = price && nanoDollars(price.usd);
    return {
      ...{ id, what, setting, quantity, standing },
      ...(priceName !== undefined && { priceName }),
      ...(orMore !== undefined && { orMore }),
      ...(price && usd !== undefined && { price, perDay: perDay(usd, price.per, quantity) }),
    };
  };
}

function linesOfService(line: Line, values: TargetSettings, name: string, service: ServiceSettings): CostLine[] {
  const { routing, network } = values;
  const alone = routing === 'single-instance' && service.kind === 'public';
  const { min, max } = service.instances;
  const count = alone ? 1 : min;
  const orMore = !alone && max > min ? `up to ${max} instances` : undefined;
  const path = `services.${name}`;
  const asleep = { standing: false, orMore };
  const balanced = service.kind === 'internal' || (service.kind === 'public' && routing === 'load-balancer');
  return [
    line(
      `${name}/instance`,
      `${name}: instance ${service.instanceType}`,
      `${path}.instanceType`,
      count,
      priceNames.instance(service.instanceType),
      asleep,
    ),
    ...(network.instanceSubnets === 'public'
      ? [
          line(
            `${name}/address`,
            `${name}: public IPv4 address`,
            `${path}.instances.min`,
            count,
            priceNames.address,
            asleep,
          ),
        ]
      : []),
    line(
      `${name}/disk`,
      `${name}: disk, GiB`,
      `${path}.rootVolumeGiB`,
      count * service.rootVolumeGiB,
      priceNames.disk,
      asleep,
    ),
    ...(balanced ? linesOfBalancer(line, `${name}/`, `${name}: `, 'routing', service.kind === 'public') : []),
  ];
}

/** A public balancer has an address in each of its zones, two at least; how many the VPC has the settings do not say. */
function linesOfBalancer(line: Line, id: string, whose: string, setting: string, isPublic: boolean): CostLine[] {
  const orMore = 'one in each zone of the VPC';
  return [
    line(`${id}balancer`, `${whose}load balancer`, setting, 1, priceNames.balancer, { standing: true }),
    ...(isPublic
      ? [
          line(`${id}balancer-addresses`, `${whose}its IPv4 addresses`, setting, 2, priceNames.address, {
            standing: true,
            orMore,
          }),
        ]
      : []),
  ];
}

function linesOfDatabase(
  line: Line,
  database: DatabaseSettings,
  services: Readonly<Record<string, ServiceSettings>>,
): CostLine[] {
  const zones = database.multiAz ? ', two zones' : '';
  const secrets = secretsOf(database, services);
  return [
    line(
      'database/instance',
      `database ${database.instanceClass}, ${database.engine}${zones}`,
      'database.instanceClass',
      1,
      priceNames.database(database),
      { standing: false },
    ),
    line(
      'database/disk',
      `database: storage, GiB${zones}`,
      'database.storageGiB',
      database.storageGiB,
      priceNames.databaseDisk(database),
      { standing: true },
    ),
    ...(secrets > 0
      ? [line('database/secrets', 'database: secrets', 'database', secrets, priceNames.secret, { standing: true })]
      : []),
  ];
}

/** One with user and password, unless a snapshot brings its own; one with the URL, where a service takes it. */
function secretsOf(database: DatabaseSettings, services: Readonly<Record<string, ServiceSettings>>): number {
  if (database.snapshot?.credentials !== undefined) return 0;
  const taken = Object.entries(database.environment).some(
    ([name, field]) =>
      field === 'url' &&
      Object.values(services).some(
        ({ environment, secrets }) => !Object.hasOwn(environment, name) && !Object.hasOwn(secrets, name),
      ),
  );
  return taken ? 2 : 1;
}

function linesOfStage(line: Line, { routing, network }: TargetSettings): CostLine[] {
  return [
    ...(routing === 'shared-load-balancer' ? linesOfBalancer(line, 'stage/', '', 'routing', true) : []),
    line('stage/zone', 'hosted zone', 'hostedZoneId', 1, priceNames.zone, { standing: true }),
    ...(network.instanceSubnets === 'private'
      ? [
          line('stage/nat', 'NAT gateways of the VPC', 'network.instanceSubnets', 1, undefined, {
            standing: true,
          }),
        ]
      : []),
  ];
}
