/**
 * What the published schema of GitHub's workflows says about the parts that our files use, in our own words, and closed: a key that stands not
 * here is refused. From github-workflow.json of SchemaStore/schemastore, state of August 2026; GitHub's reference names the same values of `queue`.
 */
const text = { type: 'string', minLength: 1 } as const;
const texts = { type: 'array', items: text, minItems: 1 } as const;
const empty = { type: 'null' } as const;
const closed = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const records = (value: object) => ({ type: 'object', minProperties: 1, additionalProperties: value });
const event = (...types: readonly string[]) =>
  closed({ types: { type: 'array', items: { enum: types }, minItems: 1 } });

const levels = { enum: ['read', 'write'] };
const permissions = closed({
  actions: levels,
  contents: levels,
  deployments: levels,
  'id-token': { const: 'write' },
  issues: levels,
  'pull-requests': levels,
  statuses: levels,
});
const defaults = closed({ run: closed({ 'working-directory': text }) });
const concurrency = {
  ...closed({ group: text, 'cancel-in-progress': { type: 'boolean' }, queue: { enum: ['single', 'max'] } }, ['group']),
  // GitHub refuses a file that wants both.
  not: {
    properties: { 'cancel-in-progress': { const: true }, queue: { const: 'max' } },
    required: ['cancel-in-progress', 'queue'],
  },
};
const scalars = { type: ['string', 'number', 'boolean'] } as const;
const common = { name: text, env: records(scalars) };
const step = {
  oneOf: [
    closed({ ...common, uses: text, with: records(scalars) }, ['uses']),
    closed({ ...common, run: text, 'working-directory': text }, ['run']),
  ],
};
const job = closed(
  {
    if: text,
    needs: text,
    'runs-on': text,
    'timeout-minutes': { type: 'integer', minimum: 1, maximum: 360 },
    permissions,
    concurrency,
    steps: { type: 'array', items: step, minItems: 1 },
  },
  ['runs-on', 'steps'],
);

/** Of any file in `.github/workflows`, for Ajv. */
export const githubSchema = closed(
  {
    name: text,
    on: {
      ...closed({
        push: closed({ 'branches-ignore': texts }),
        merge_group: empty,
        delete: empty,
        schedule: { type: 'array', items: closed({ cron: text }, ['cron']), minItems: 1 },
        workflow_dispatch: empty,
        pull_request: event('opened', 'reopened'),
        issue_comment: event('created', 'edited', 'deleted'),
      }),
      minProperties: 1,
    },
    permissions: closed({}),
    defaults,
    jobs: records(job),
  },
  ['on', 'jobs'],
);
