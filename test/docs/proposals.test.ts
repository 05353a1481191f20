import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const lib = join(__dirname, '../../lib');

/** Texts that tell somebody to delete something; of stacks only those of previews are among it. */
const proposals: Readonly<Record<string, string>> = {
  'Both CIs deploy every push: keep one, or delete the jobs of the other that you do not want.': 'jobs of a CI',
  'Continue its rollback in CloudFormation to keep its data, or run `preview-stacks destroy` and deploy it again.':
    'of a preview: test/deploy/stages-stay.test.ts',
  'DELETE ${repo}/issues/comments/{comment_id}': 'a call of GitHub',
  'Delete branches that are done and run cleanup, destroy a preview, or raise maxPreviews.': 'previews',
  'Delete that object and deploy again.': 'a bundle that is corrupt',
  'Use the release that wrote it, or delete that object: the next deploy writes it again and seeds again.': 'a record',
  'Destroy this preview?': 'a question of the page, of a preview',
  'Destroy with all its data': 'the button of the page that answers it',
  'Destroy …': 'the button of the page that asks it',
  "delete ${count(toDelete, 'preview')} of ${plan.decisions.length}": 'what a cleanup would do, to previews',
  'delete this preview': 'what a person may not',
  'delete what runs for a branch or target, with its data': 'what the command does',
  'delete what the environments of a stage share': 'what the command does',
  'destroy --branch login-page': 'an example, of a preview',
  'outdated   ${at}: delete it and run init again': 'a file of init',
  'delete; without it nothing is changed': 'what the option does',
  'waiting    ${at}: take from it what ${path} needs, then delete it': 'a file of init',
};

/** A verb in the imperative: at the start of a clause. */
const proposal = /(?:^|[.;:,] |\b(?:or|and|then) |preview-stacks )(?:delete|destroy)\b(?!-)/i;

test('no text proposes a deletion, but for those that are listed', () => {
  const texts = readdirSync(lib, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('local'))
    .flatMap((file) => textsOf(readFileSync(join(lib, file), 'utf8')))
    .filter((text) => proposal.test(text));
  expect([...new Set(texts)].sort()).toEqual(Object.keys(proposals).sort());
});

/** What stands in quotes on one line; comments hold none of it. */
function textsOf(source: string): string[] {
  return source
    .split('\n')
    .filter((line) => !/^\s*(?:\/\/|\/?\*)/.test(line))
    .flatMap((line) => [...line.matchAll(/(['"`])((?:(?!\1).)*)\1/g)].map(([, , text = '']) => text))
    .filter((text) => text.includes(' '));
}
