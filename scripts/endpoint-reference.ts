import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCloudState } from '../lib/local/open-cloud-state';
import { services } from '../lib/local/services';

const begin = '<!-- From here to the next mark `npm run build:references` writes. -->';
const end = '<!-- What follows is written by hand. -->';

/** The page with the table of operations and resource types as the code has them. Throws when the page lacks the marks. */
export async function withEndpointReference(page: string): Promise<string> {
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) {
    throw new Error(`The page has no marks ${begin} and ${end} in this order.`);
  }
  return `${page.slice(0, from + begin.length)}\n\n${await endpointReference()}\n\n${page.slice(to)}`;
}

async function endpointReference(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'preview-stacks-reference-'));
  const cloud = await openCloudState({ folder, accountId: '123456789012', region: 'eu-central-1', endpoint: () => '' });
  const rows = [...services]
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .map((service) => {
      const operations = [...service.wire(cloud).operations].sort().join(', ');
      const types = service.types.map(({ type, mode }) => `\`${type}\` (${mode})`).sort();
      return `| ${service.name} | ${operations} | ${types.join(', ')} |`;
    });
  await cloud.close();
  await rm(folder, { recursive: true, force: true });
  return ['| service | operations | resource types |', '|---|---|---|', ...rows].join('\n');
}
