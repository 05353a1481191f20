import { type Cost, type CostLine, estimate } from '../../../cost/estimate';
import { decimal, dollars } from '../../../cost/money';
import { costDocument, costText } from '../../../cost/of-target';
import { ageRemark, type Sum, sumOf, sumText } from '../../../cost/sum';
import type { ResolvedSettings } from '../../../settings/resolve';
import { targetOfBranch } from '../../../settings/target-of-branch';
import { harmlessJson, plain } from '../../../text/visible';
import type { Command, Run } from '../../command';
import { openClock } from '../../compose/clock';
import { openSession } from '../../compose/open-session';
import { openPrices } from '../../compose/prices';
import { branch, target } from '../../flags';
import { table } from '../../render/table';
import { chooseTarget } from '../../session';

export const command = {
  group: 'look',
  summary: 'print what a branch costs a day, line by line',
  description:
    "Reckons what the target of a branch costs a day by its settings, at AWS's list prices: each part with its price, and the setting that decides it. What depends on use is not counted. Asks AWS nothing. Where a price is not known or in doubt, the sum says `at least`.",
  example: 'cost --against production',
  flags: {
    ...branch,
    ...target,
    '--against <target>': 'print the lines beside those of `production`, `staging`, or another branch',
  },
} as const satisfies Command;

/** `cost`: what a target costs a day, by its settings. */
export const run: Run<typeof command> = async (invocation, options) => {
  const session = await openSession(invocation, options);
  const prices = await openPrices(session);
  const priced = (settings: ResolvedSettings): Priced => {
    const cost = estimate(settings, prices(settings.values.region));
    return { name: nameOf(settings), settings, cost, own: sumOf(cost.own), shared: sumOf(cost.shared) };
  };
  const one = priced(session.settingsOf(await chooseTarget(session, options)));
  const { against } = options;
  const stage = against === 'production' || against === 'staging';
  const other =
    against === undefined
      ? undefined
      : priced(session.settingsOf(stage ? { kind: against } : targetOfBranch(session.file, against)));
  const { terminal } = invocation;
  const { columns } = terminal;
  const now = openClock().now();
  if (options.json) terminal.out(harmlessJson({ ...documentOf(one), ...(other && { against: documentOf(other) }) }, 2));
  else for (const line of other ? comparison(one, other, columns) : itemized(one, now, columns)) terminal.out(line);
  return 0;
};

interface Priced {
  readonly name: string;
  readonly settings: ResolvedSettings;
  readonly cost: Cost;
  readonly own: Sum;
  readonly shared: Sum;
}

const nameOf = ({ target }: ResolvedSettings) => (target.kind === 'preview' ? target.branch : target.kind);

function documentOf({ name, settings, cost, own, shared }: Priced) {
  const lines = (some: readonly CostLine[]) =>
    some.map(({ id, what, setting, quantity, price, perDay, orMore }) => ({
      ...{ id, what, setting, quantity },
      ...(price && { price: { usd: price.usd, per: price.per, source: price.source, date: price.date } }),
      ...(price?.doubt !== undefined && { doubt: price.doubt }),
      ...(orMore !== undefined && { orMore }),
      ...(perDay !== undefined && { perDay: decimal(perDay) }),
    }));
  return {
    target: name,
    region: cost.region,
    ...{ lines: lines(cost.own), costPerDay: costDocument(own, settings) },
    shared: { lines: lines(cost.shared), costPerDay: costDocument(shared) },
  };
}

const parts = [
  { title: 'PART', cell: ({ what }: CostLine) => plain(what) },
  { title: 'HOW MUCH', cell: ({ quantity }: CostLine) => String(quantity) },
  {
    title: 'PRICE',
    cell: ({ price }: CostLine) => (price ? `$${inCents(price.usd)} ${perWords[price.per]}` : 'not known'),
  },
  { title: '$/DAY', cell: ({ perDay }: CostLine) => (perDay === undefined ? '–' : dollars(perDay)) },
  { title: 'SETTING', cell: ({ setting }: CostLine) => plain(setting) },
];
/** With two decimals at least, as prices are written. */
const inCents = (usd: string) => usd.replace(/^\d+$/, '$&.00').replace(/^(\d+\.\d)$/, '$10');
const perWords = { hour: 'an hour', month: 'a month' } as const;

/** @param columns of the terminal; absent where none shows it */
function itemized({ name, settings, cost, own, shared }: Priced, now: Date, columns?: number): string[] {
  const { region } = cost;
  const { costPerDay } = settings.values.announce;
  const remarks = [...cost.own, ...cost.shared].flatMap((line) => remarkOf(line) ?? []);
  const old = ageRemark(sumOf([...cost.own, ...cost.shared]), now);
  return [
    ...table(parts, cost.own, columns),
    `${plain(name)} in ${plain(region)}: ${costText(own, settings)}.`,
    ...(costPerDay === undefined ? [] : [`By the team's own reckoning: ${plain(costPerDay)} a day.`]),
    '',
    ...table(parts, cost.shared, columns),
    `Shared with the others of its stage: ${sumText(shared)}.`,
    '',
    ...remarks,
    ...(own.unknown.some(({ priceName }) => priceName !== undefined)
      ? [`\`preview-stacks prices --refresh --region ${plain(region)}\` asks AWS for what is not known.`]
      : []),
    ...(old === undefined ? [] : [`! ${old}.`]),
    "Not counted: traffic, capacity units of balancers, objects, logs, messages, backups, Beanstalk's own alarms, taxes and discounts.",
  ];
}

function remarkOf({ what, price, orMore }: CostLine): string | undefined {
  const because = price === undefined ? 'the price is not known' : (price.doubt ?? orMore);
  return because === undefined ? undefined : `! ${plain(what)}: ${plain(because)}.`;
}

function comparison(one: Priced, other: Priced, columns?: number): string[] {
  const ids = [...new Set([...one.cost.own, ...other.cost.own].map(({ id }) => id))];
  const at = ({ cost }: Priced, id: string) => cost.own.find((line) => line.id === id);
  const part = (priced: Priced) => (id: string) => {
    const line = at(priced, id);
    return line ? `${line.quantity} ${plain(line.what)}` : '–';
  };
  const price = (priced: Priced) => (id: string) => {
    const line = at(priced, id);
    return line?.perDay === undefined ? (line ? 'not known' : '–') : dollars(line.perDay);
  };
  const both = [one, other].flatMap((priced) => [
    {
      title: priced.settings.target.kind === 'preview' ? plain(priced.name) : priced.name.toUpperCase(),
      cell: part(priced),
    },
    { title: '$/DAY', cell: price(priced) },
  ]);
  return [
    ...table<string>(both, ids, columns),
    '',
    ...[one, other].map(({ name, own, settings }) => `${plain(name)}: ${costText(own, settings)}.`),
  ];
}
