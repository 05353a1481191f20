import type { CiPlan } from './ci-plan';

/** A text as a YAML scalar: plain where nothing can be misread, else in double quotes, as JSON has them. */
export function scalar(text: string): string {
  const plain = /^\.?[A-Za-z][A-Za-z0-9._/-]*$/.test(text) && !/^(true|false|yes|no|on|off|null|y|n)$/i.test(text);
  // JSON leaves these as they are, and YAML ends lines at them.
  return plain ? text : JSON.stringify(text).replace(/[\u0085\u2028\u2029\ufeff\u007f-\u009f]/g, unicode);
}

/** Text for a comment: what could end its line becomes a space. */
function comment(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  return text.replace(/[\s\u0000-\u001f\u007f-\u009f\ufeff]+/g, ' ');
}

export function indent(spaces: number, lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? line : ' '.repeat(spaces) + line));
}

function unicode(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** The comment at the beginning of a CI's file: whose it is, and what a push does. */
export function openingLines({ stagingBranch, productionBranch }: CiPlan): readonly string[] {
  return [
    '# Written by `npx preview-stacks init`, and yours from now on. Explained in docs/ci.md of preview-stacks.',
    '#',
    `#   push to ${comment(stagingBranch)}: build and test once ─► staging gets those bytes`,
    '#   push to any other branch: build and test once ─► its preview gets those bytes',
    ...(productionBranch === undefined
      ? []
      : [`#   push to ${comment(productionBranch)}: production gets the bytes that staging ran; nothing is built`]),
  ];
}

/** The variables that hold the roles, and the outputs of the application stacks that tell them. */
export function roleLines({ productionBranch }: CiPlan): readonly string[] {
  return [
    '#   PREVIEW_ROLE_ARN, STAGING_ROLE_ARN, CLEANUP_ROLE_ARN   outputs PreviewRoleArn, DeployRoleArn, CleanupRoleArn of staging',
    ...(productionBranch === undefined
      ? []
      : ['#   PRODUCTION_ROLE_ARN                                    output DeployRoleArn of production']),
  ];
}
