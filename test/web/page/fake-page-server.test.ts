import type { PageState } from '../../../lib/web/api';
import { fakePageServer } from './fake-page-server';

describe('the server that stands behind the page in tests', () => {
  test('sends the page under the policy of the real one, and speaks the contract', async () => {
    const server = await fakePageServer();
    try {
      const page = await fetch(server.url);
      expect(page.headers.get('content-security-policy')).toContain("script-src 'self'; style-src 'self'");
      expect(await page.text()).toContain('<main id="main"');

      const state = (await (await fetch(`${server.url}/api/state`)).json()) as PageState;
      expect(state.previews).toHaveLength(12);

      const act = { branch: 'menu', command: { verb: 'sleep' } } as const;
      const body = JSON.stringify(act);
      const header = { 'x-preview-stacks': '1' };
      expect((await fetch(`${server.url}/api/acts`, { method: 'POST', headers: header, body })).status).toBe(202);
      expect((await fetch(`${server.url}/api/acts`, { method: 'POST', body })).status).toBe(404);
      server.page.refusal = { code: 'refused', because: 'octocat may not' };
      expect((await fetch(`${server.url}/api/acts`, { method: 'POST', headers: header, body })).status).toBe(403);
      expect(server.asked).toEqual([act, act]);
    } finally {
      await server.close();
    }
  });
});
