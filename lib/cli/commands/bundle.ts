import { resolve } from 'node:path';
import { makeBundles } from '../../deploy/bundles/make-bundles';
import { shortHash } from '../../text/short-hash';
import { answer, progressOf } from '../answer';
import type { Run } from '../command';
import { openBundleTools } from '../compose/bundles';
import { openSession } from '../compose/open-session';
import { bytes } from '../render/bytes';
import { chooseTarget, type TargetOptions } from '../session';

interface BundleOptions extends TargetOptions {
  readonly out?: string;
}

/** `bundle`: what is tested and deployed later, made once; AWS is not asked. */
export const run: Run<BundleOptions> = async (invocation, options) => {
  const session = await openSession(invocation, options);
  const settings = session.settingsOf(await chooseTarget(session, options));
  const tools = openBundleTools(invocation);
  try {
    const folder = resolve(invocation.cwd, options.out ?? '.preview-stacks/bundles');
    const list = await makeBundles(
      { ...tools, checkout: session.checkout, progress: progressOf(invocation, options) },
      { settings, root: session.root, folder },
    );
    answer(invocation, options, { folder, ...list }, () =>
      Object.entries(list.services).map(
        ([service, { file, hash, bytes: size, files }]) =>
          `${service}: ${file}, ${files} ${files === 1 ? 'file' : 'files'}, ${bytes(size)}, ${shortHash(hash)}`,
      ),
    );
    return 0;
  } finally {
    await tools.close();
  }
};
