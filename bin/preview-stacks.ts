#!/usr/bin/env node
import { keepCompiledCode } from '../lib/machine/compiled-code';

keepCompiledCode(process.env);

import { main } from '../lib/cli/main';

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
  // A request that is still on its way may keep the process: a signal ends it with the code that it has.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit());
});
