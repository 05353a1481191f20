#!/usr/bin/env node
import { keepCompiledCode } from '../lib/machine/compiled-code';

keepCompiledCode(process.env);

import { main } from '../lib/cli/main';

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
