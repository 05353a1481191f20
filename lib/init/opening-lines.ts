import type { CiPlan } from './ci-plan';
import { comment } from './yaml-lines';

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
