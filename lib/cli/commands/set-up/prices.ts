import type { KnownPrices } from '../../../cost/known-prices';
import { PreviewError } from '../../../errors';
import { harmlessJson, plain, visible } from '../../../text/visible';
import { answer } from '../../answer';
import type { Command, Run } from '../../command';
import { openClock } from '../../compose/clock';
import { openSession } from '../../compose/open-session';
import { openPrices } from '../../compose/prices';
import { askPrices, keepTable, neededPrices, type Refreshed } from '../../compose/refresh-prices';
import { table } from '../../render/table';
import { anyPreview } from '../../session';

export const command = {
  group: 'set-up',
  summary: 'print the prices of a region; --refresh asks AWS for them',
  description:
    "Prints the prices by which `cost` reckons, each with its source and its day. With --refresh, asks AWS's Price List API for those that the settings need, and writes `.preview-stacks/prices.json`, which counts before the tables of this program. A person does that, with the right pricing:GetProducts; CI needs neither. Ends with 1 when AWS's list has not exactly one price of something: that one stays unknown.",
  example: 'prices --refresh --region ap-south-1',
  flags: {
    '--refresh': 'ask AWS, and write `.preview-stacks/prices.json`',
    '--region <region>': 'the region of the prices. Default: that of the previews',
  },
} as const satisfies Command;

/** `prices`: what is known, or what AWS's price list says today. */
export const run: Run<typeof command> = async (invocation, options) => {
  const session = await openSession(invocation, options);
  const region = regionOf(options.region) ?? session.settingsOf(anyPreview).values.region;
  if (options.refresh !== true) {
    const prices = (await openPrices(session))(region);
    answer(invocation, options, { region, prices: prices.all }, () => priceLines(prices));
    return 0;
  }
  const names = neededPrices(session, region);
  const { table: asked, refused } = await askPrices(invocation, { region, names, now: openClock().now() });
  const none = Object.keys(asked.prices).length === 0;
  const file = none ? undefined : await keepTable(session, asked);
  if (options.json) invocation.terminal.out(harmlessJson({ ...(file && { file }), table: asked, refused }, 2));
  else for (const line of refreshedLines({ table: asked, refused }, file)) invocation.terminal.out(line);
  return refused.length > 0 || none ? 1 : 0;
};

function regionOf(text: string | undefined): string | undefined {
  if (text === undefined || /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/.test(text)) return text;
  throw new PreviewError('option-invalid', `--region is "${text}"`, {
    fault: 'user',
    hint: 'It can be a region such as eu-central-1.',
  });
}

function priceLines({ region, all }: KnownPrices): string[] {
  const rows = Object.entries(all);
  if (rows.length === 0) {
    return [
      `No price is known in ${plain(region)}: \`preview-stacks prices --refresh --region ${plain(region)}\` asks AWS for them.`,
    ];
  }
  return table(
    [
      { title: 'PRICE OF', cell: ([name]) => visible(name, 80) },
      { title: 'US DOLLARS', cell: ([, { usd, per }]) => `${usd} ${per === 'hour' ? 'an hour' : 'a month'}` },
      { title: 'DAY', cell: ([, { date }]) => date },
      {
        title: 'SOURCE',
        cell: ([, { source, doubt }]) => visible(doubt === undefined ? source : `${source} (${doubt})`, 400),
      },
    ],
    rows,
  );
}

function refreshedLines({ table: { region, prices }, refused }: Refreshed, file: string | undefined): string[] {
  const count = Object.keys(prices).length;
  return [
    ...refused.map(({ name, because }) => `! ${plain(name)}: ${plain(because)}. It stays unknown.`),
    file === undefined
      ? `AWS's list gave no price in ${plain(region)}: nothing was written.`
      : `${count} ${count === 1 ? 'price' : 'prices'} of ${plain(region)} written to ${file}. Commit it, so that CI reckons by it too.`,
  ];
}
