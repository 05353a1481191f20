#!/usr/bin/env node
// The SDK warns that Node 20 will be left behind; which Node runs is for package.json's engines to say, not for every command.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

import { main } from '../lib/cli/main';

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
