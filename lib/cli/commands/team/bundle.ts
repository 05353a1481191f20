import { resolve } from 'node:path';
import { makeBundles } from '../../../deploy/bundles/make-bundles';
import { shortHash } from '../../../text/short-hash';
import { plain } from '../../../text/visible';
import { answer, progressOf } from '../../answer';
import type { Command, Run } from '../../command';
import { openBundleTools } from '../../compose/bundles';
import { openSession } from '../../compose/open-session';
import { allowDirty, branch, target } from '../../flags';
import { bytes } from '../../render/bytes';
import { chooseTarget } from '../../session';

export const command = {
  group: 'team',
  summary: 'build and pack every service once, for later deploys',
  description:
    'Builds and packs the bundle of every service once, into a folder that tests and deploys take. Asks AWS nothing.',
  example: 'bundle --out .preview-stacks/bundles',
  flags: { ...branch, ...target, ...allowDirty, '--out <folder>': 'where to. Default: .preview-stacks/bundles' },
} as const satisfies Command;

/** `bundle`: what is tested and deployed later, made once; AWS is not asked. */
export const run: Run<typeof command> = async (invocation, options) => {
  const session = await openSession(invocation, options);
  const settings = session.settingsOf(await chooseTarget(session, options));
  const tools = openBundleTools(invocation, { allowDirty: options.allowDirty });
  try {
    const folder = resolve(invocation.cwd, options.out ?? '.preview-stacks/bundles');
    const list = await makeBundles(
      { ...tools, checkout: session.checkout, progress: progressOf(invocation, options) },
      { settings, root: session.root, folder },
    );
    answer(invocation, options, { folder, ...list }, () =>
      Object.entries(list.services).map(
        ([service, { file, hash, bytes: size, files }]) =>
          `${service}: ${plain(file)}, ${files} ${files === 1 ? 'file' : 'files'}, ${bytes(size)}, ${shortHash(hash)}`,
      ),
    );
    return 0;
  } finally {
    await tools.close();
  }
};
