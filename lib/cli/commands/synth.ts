import { resolve } from 'node:path';
import { stageOf } from '../../naming/target';
import { plain } from '../../text/visible';
import { progressOf } from '../answer';
import type { Run } from '../command';
import { openSession } from '../compose/open-session';
import { openWorld } from '../compose/ports';
import { chooseTarget, type TargetOptions } from '../session';
import { nextTemplate } from './next-template';

interface SynthOptions extends TargetOptions {
  readonly application?: boolean;
  readonly context?: string;
}

/** `synth`: the template as deploy would send it; nothing is changed. */
export const run: Run<SynthOptions> = async (invocation, options) => {
  const session = await openSession(invocation, options);
  const target = await chooseTarget(session, options);
  const settings = session.settingsOf(options.application ? { kind: stageOf(target) } : target);
  const world = await openWorld(invocation, session, settings, progressOf(invocation, options));
  try {
    const file = options.context === undefined ? undefined : resolve(invocation.cwd, options.context);
    const template = await nextTemplate(world, session, settings, { application: options.application, context: file });
    for (const warning of template.warnings ?? []) invocation.terminal.err(plain(warning));
    invocation.terminal.out(JSON.stringify(JSON.parse(template.body), undefined, 2));
    return 0;
  } finally {
    await world.close();
  }
};
