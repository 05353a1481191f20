import { cdkCommand } from '../../lib/cli/commands/set-up/context';

const app = 'npx cdk synth --app "node node_modules/preview-stacks/dist/bin/app.js"';

test.each([
  ['.preview-stacks/context.json', app],
  ['other.json', `${app} -c 'stacks=other.json'`],
  ['my file.json', `${app} -c 'stacks=my file.json'`],
])('after context the next command reads %s', (file, expected) => {
  expect(cdkCommand(file)).toBe(expected);
});
