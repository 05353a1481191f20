import { gitHubWorlds } from '../contracts/forge/github-world';

const open = gitHubWorlds();

test.each(['acme/shop\nx', 'acme/$' + '{x}', 'acme/shop\u212A', 'acme/sh*p', 'acme', 'acme/', 'acme/shop/x', ''])(
  'a name that no repository can have does not become part of a trust policy: %j',
  async (fullName) => {
    const { github, standIn } = await open();
    standIn.odd = () => ({ status: 200, body: { id: 456789, full_name: fullName, owner: { id: 123456 } } });
    await expect(github.identity.repository()).rejects.toMatchObject({ code: 'github-not-credible' });
  },
);
