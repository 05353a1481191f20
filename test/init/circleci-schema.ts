/**
 * What CircleCI's published schema of `.circleci/config.yml` says about the parts that our files use, in our own words, and closed:
 * a key that stands not here is refused, also where the schema would let it pass. From schema.json of
 * CircleCI-Public/circleci-yaml-language-server, state of August 2026; what the reference says beyond it is marked.
 */
const text = { type: 'string', minLength: 1 } as const;
const texts = { type: 'array', items: text, minItems: 1 } as const;
const closed = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const named = (pattern: string, value: object) => ({
  type: 'object',
  minProperties: 1,
  propertyNames: { pattern },
  additionalProperties: value,
});
const one = (properties: object) => ({ ...closed(properties), minProperties: 1, maxProperties: 1 });
const branchFilter = { oneOf: [text, texts] };
const branches = { ...closed({ only: branchFilter, ignore: branchFilter }), minProperties: 1, maxProperties: 1 };
const variables = { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } };

const run = closed(
  {
    name: text,
    command: text,
    working_directory: text,
    environment: variables,
    no_output_timeout: { type: 'string', pattern: '^\\d+(\\.\\d+)?[mhs]$' },
  },
  ['command'],
);

const step = {
  oneOf: [
    { enum: ['checkout', 'setup_remote_docker'] },
    one({
      run: { oneOf: [text, run] },
      attach_workspace: closed({ at: text }, ['at']),
      persist_to_workspace: closed({ root: text, paths: texts }, ['root', 'paths']),
      // Parameters of the orb circleci/aws-cli, version 5.4.
      'aws-cli/setup': closed({
        role_arn: text,
        region: text,
        session_duration: { type: 'string', pattern: '^\\d+$' },
      }),
    }),
  ],
};

const job = closed(
  {
    executor: text,
    environment: variables,
    parameters: named('^[a-z][a-z0-9_-]*$', closed({ type: { enum: ['string', 'boolean', 'integer'] } }, ['type'])),
    steps: { type: 'array', minItems: 1, items: step },
  },
  ['executor', 'steps'],
);

const invocation = {
  oneOf: [
    text,
    {
      ...named(
        '^[A-Za-z][A-Za-z0-9_-]*$',
        closed({
          name: text,
          requires: texts,
          context: { oneOf: [text, texts] },
          // The reference: 512 characters at most, when it is evaluated.
          'serial-group': { type: 'string', minLength: 1, maxLength: 512 },
          filters: closed({ branches }),
          // A parameter of the job.
          role: text,
        }),
      ),
      maxProperties: 1,
    },
  ],
};

const workflow = {
  ...closed(
    {
      when: text,
      triggers: {
        type: 'array',
        minItems: 1,
        items: one({
          schedule: closed({ cron: { type: 'string', pattern: '^(\\S+ ){4}\\S+$' }, filters: closed({ branches }) }, [
            'cron',
            'filters',
          ]),
        }),
      },
      jobs: { type: 'array', minItems: 1, items: invocation },
    },
    ['jobs'],
  ),
};

export const circleciSchema = closed(
  {
    version: { const: 2.1 },
    orbs: named('^[a-z][a-z0-9_-]+$', {
      type: 'string',
      pattern: '^[a-z][a-z0-9-]*/[a-z][a-z0-9-]*@\\d+\\.\\d+\\.\\d+$',
    }),
    parameters: named(
      '^[a-z][a-z0-9_-]+$',
      closed({ type: { const: 'boolean' }, default: { type: 'boolean' } }, ['type', 'default']),
    ),
    executors: named(
      '^[a-z][a-z0-9_-]*$',
      closed({ docker: { type: 'array', minItems: 1, items: closed({ image: text }, ['image']) } }, ['docker']),
    ),
    jobs: named('^[A-Za-z][A-Za-z0-9_-]*$', job),
    workflows: named('.+', workflow),
  },
  ['version', 'jobs', 'workflows'],
);
