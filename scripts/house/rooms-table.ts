/** Who may import whom: a room may import itself and what stands here. The reasons are in docs/design.md. */
const values = ['errors', 'text', 'naming', 'settings', 'facts', 'ports'];
const aboveStacks = [...values, 'stacks', 'previews', 'progress'];
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  lazily: [],
  text: ['errors'],
  naming: ['errors'],
  settings: ['errors', 'naming'],
  facts: ['errors', 'naming', 'settings'],
  constructs: ['errors', 'naming', 'settings', 'facts'],
  ports: ['errors', 'naming', 'settings', 'facts'],
  cost: ['errors', 'naming', 'settings', 'facts'],
  stacks: values,
  previews: [...values, 'stacks'],
  // The union of what the workflows declare in their events.ts, which never import it.
  progress: ['stacks', 'health', 'instances', 'sleep', 'deploy', 'cleanup', 'control', 'announce', 'doctor'],
  health: aboveStacks,
  instances: aboveStacks,
  application: aboveStacks,
  announce: aboveStacks,
  doctor: aboveStacks,
  cleanup: aboveStacks,
  sleep: [...aboveStacks, 'cost', 'health'],
  deploy: [...aboveStacks, 'cost', 'health', 'instances', 'sleep'],
  control: [...aboveStacks, 'cost', 'health', 'instances', 'sleep', 'deploy', 'cleanup', 'announce'],
  web: [...values, 'previews', 'progress', 'cost', 'control'],
  aws: [...values, 'constructs', 'lazily'],
  github: [...values, 'lazily'],
  circleci: values,
  slack: values,
  machine: values,
  init: ['errors', 'text', 'naming', 'settings', 'ports'],
  try: ['errors', 'naming', 'settings', 'ports', 'init'],
  local: [],
  endpoint: ['errors', 'local'],
  cli: [
    ...aboveStacks,
    ...[
      'lazily',
      'cost',
      'constructs',
      'health',
      'instances',
      'application',
      'announce',
      'doctor',
      'cleanup',
      'deploy',
      'sleep',
      'init',
      'try',
      'control',
      'web',
    ],
    ...['aws', 'github', 'circleci', 'slack', 'machine', 'local', 'endpoint'],
  ],
  index: ['errors', 'naming', 'settings', 'constructs', 'facts'],
};
/** Only the types of these cross the border: no code of the second runs for the first. */
export const typeOnly: readonly (readonly [string, string])[] = [
  ['ports', 'settings'],
  ['ports', 'facts'],
  ...['stacks', 'health', 'instances', 'sleep', 'deploy', 'cleanup', 'control', 'announce', 'doctor'].map(
    (room) => ['progress', room] as const,
  ),
];
/** Of `local`, the rooms that start it may see only this. */
export const doorOfLocal = 'lib/local/server.ts';
