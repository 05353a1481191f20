import { PreviewError } from '../../../lib/errors';
import { GitHubSignIn } from '../../../lib/github/github-sign-in';
import { FakeSignIn } from '../../fakes/fake-sign-in';
import { cutOff, gitHubWorlds } from './github-world';
import { describeSignInContract } from './sign-in.contract';

const openWorld = gitHubWorlds();
const back = 'https://previews.acme.dev/sign-in/back';

describeSignInContract('the fake', async () => {
  const signIn = new FakeSignIn();
  return {
    signIn,
    back,
    sit: (login) => {
      signIn.visitor = { login, id: 7 };
      return signIn.visitor;
    },
    agree: async (address) => new URL(signIn.agree(address)),
    cutOff: () => signIn.faults.fail('who', new PreviewError('github-unavailable', 'cut off', { fault: 'world' })),
  };
});

describeSignInContract('GitHub', async () => {
  const { standIn } = await openWorld();
  const { app } = standIn.signIns;
  app.back = back;
  return {
    signIn: new GitHubSignIn({
      ...{ clientId: app.id, clientSecret: app.secret, web: standIn.url, baseUrl: standIn.url, timeoutMs: 2000 },
    }),
    back,
    sit: (login) => {
      standIn.signIns.visitor = login;
      const { id } = standIn.user(login);
      return { login, id };
    },
    agree: async (address) => {
      const answer = await fetch(address, { redirect: 'manual' });
      return new URL(answer.headers.get('location') ?? '');
    },
    cutOff: () => cutOff(standIn),
  };
});
