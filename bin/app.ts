#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { type AppContext, addStacks } from '../lib/constructs/app-context';
import { PreviewError } from '../lib/errors';

// `npx cdk synth|diff|deploy`: the stacks of the file that `preview-stacks context` writes.
// `--app` comes without a `cdk.json`, and cdk then adds paths and assets to the templates: they would differ from those of deploy.
const app = new App({
  analyticsReporting: false,
  postCliContext: {
    'aws:cdk:enable-path-metadata': false,
    'aws:cdk:enable-asset-metadata': false,
    '@aws-cdk/core:explicitStackTags': true,
  },
});
const path: string = app.node.tryGetContext('stacks') ?? '.preview-stacks/context.json';
addStacks(app, read(path));
app.synth();

function read(file: string): AppContext {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as AppContext;
  } catch (cause) {
    throw new PreviewError('context-unreadable', `${file} cannot be read`, {
      fault: 'user',
      hint: 'Write it with `npx preview-stacks context`, or name another file with `-c stacks=<file>`.',
      cause,
    });
  }
}
