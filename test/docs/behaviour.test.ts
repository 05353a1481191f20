import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { services } from '../../lib/local/services';
import { withEndpointReference } from '../../scripts/endpoint-reference';

const page = readFileSync(join(__dirname, '../../BEHAVIOUR.md'), 'utf8');

test('BEHAVIOUR.md names the operations and resource types that the endpoint has', async () => {
  expect(await withEndpointReference(page)).toBe(page);
});

test('BEHAVIOUR.md has a chapter for every service', () => {
  const chapters = [...page.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
  expect(chapters).toEqual(expect.arrayContaining(services.map(({ name }) => name)));
});
