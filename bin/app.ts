#!/usr/bin/env node
import { App } from 'aws-cdk-lib';
import { appContext, extensionsOf } from '../lib/cli/compose/app-context';
import { renderError } from '../lib/cli/render/error';
import { processTerminal } from '../lib/cli/render/terminal';
import { synthesizeStacks } from '../lib/constructs/app-context';

// `npx cdk synth|diff|deploy`: the stacks of the file that `preview-stacks context` writes, or samples of them.
// `--app` comes without a `cdk.json`, and cdk then adds paths and assets to the templates: they would differ from those of deploy.
const app = new App({
  analyticsReporting: false,
  postCliContext: {
    'aws:cdk:enable-path-metadata': false,
    'aws:cdk:enable-asset-metadata': false,
    '@aws-cdk/core:explicitStackTags': true,
  },
});
const terminal = processTerminal();
const { stacks, config } = { stacks: app.node.tryGetContext('stacks'), config: app.node.tryGetContext('config') };
appContext({ stacks, config, terminal })
  .then(async (context) => synthesizeStacks(app, context, await extensionsOf(context, { config })))
  .catch((error: unknown) => {
    renderError(terminal, error, false);
    process.exitCode = 1;
  });
