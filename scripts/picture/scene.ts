import { commentBody } from '../../lib/announce/comment/comment-body';
import type { LiveTarget } from '../../lib/announce/ending';
import { subjectOf } from '../../lib/announce/subject';
import { GitCheckout } from '../../lib/machine/git/git-checkout';
import { SettingsFileSource } from '../../lib/machine/settings/settings-file';
import { checkSettings } from '../../lib/settings/check';
import { resolveSettings } from '../../lib/settings/resolve';
import { type Environment, previewStacks, startEndpoint } from '../demo/program';
import { sign } from '../demo/visit';
import { openWorkshop } from '../demo/workshop';

/** What the picture shows. */
export interface Scene {
  /** Our comment on the pull request of the first branch, in Markdown. */
  readonly comment: string;
  /** Title of that pull request. */
  readonly title: string;
  /** URLs of the previews. */
  readonly previews: readonly string[];
  close(): Promise<void>;
}

const branches = [
  {
    name: 'login-page',
    heading: 'Guest book with a login',
    notes: [['Mona', 'Signing in works on my phone. Ship it!']],
  },
  {
    name: 'party',
    heading: 'Summer party guest book',
    notes: [
      ['Hubert', 'See you on Saturday. I bring the cake.'],
      ['Ada', 'May I bring my sister?'],
    ],
  },
] as const;

/** The demo's own world with two branches deployed, each with entries of its own. It stays up until `close`. */
export async function openScene(folder: string): Promise<Scene> {
  const home = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(AWS|CIRCLE|GITHUB|GIT)_|^CIRCLECI$|^CI$/.test(name)),
  );
  const endpoint = await startEndpoint({ data: folder, env: home, args: ['--port', '8080'] });
  try {
    const env = { ...home, ...endpoint.variables };
    const workshop = await openWorkshop(folder, env);
    const deployed = async (command: string) => {
      const ran = await previewStacks([command, '--json'], { cwd: workshop.folder, env });
      if (ran.code !== 0) throw new Error(`preview-stacks ${command} ended with ${ran.code}: ${ran.stderr}`);
      return JSON.parse(ran.stdout) as LiveTarget;
    };
    await deployed('deploy-application');
    const previews: string[] = [];
    let comment = '';
    for (const { name, heading, notes } of branches) {
      await workshop.pushBranch(name, { heading });
      const running = await deployed('deploy');
      for (const [author, message] of notes) await sign(running.url, author, message, Buffer.alloc(0));
      previews.push(running.url);
      comment ||= await commentOn({ folder: workshop.folder, env, branch: name, running });
    }
    return { comment, title: branches[0].heading, previews, close: () => endpoint.stop() };
  } catch (error) {
    await endpoint.stop();
    throw error;
  }
}

/** The comment that a job of GitHub Actions would write after this deploy. */
async function commentOn(deploy: {
  readonly folder: string;
  readonly env: Environment;
  readonly branch: string;
  readonly running: LiveTarget;
}): Promise<string> {
  const { folder, env, branch, running } = deploy;
  const { value } = await new SettingsFileSource({ from: folder, environment: env }).load();
  const settings = resolveSettings(checkSettings(value), { kind: 'preview', branch });
  const checkout = new GitCheckout({ folder, environment: env });
  const subject = await subjectOf(checkout, { settings, commit: running.commit, url: running.url });
  const run = { url: 'https://github.com/acme/guestbook/actions/runs/1' };
  return commentBody({ ...subject, run }, { kind: 'ready', running }, new Date());
}
