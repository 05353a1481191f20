/** Files of GitHub Actions, by what their jobs do. Roles trust the jobs of a file by its name: a file that is renamed loses its role. */
export const workflowFiles = {
  /** Builds, deploys and cleans up. */
  previews: '.github/workflows/preview.yml',
  /** Does what people ask for in a pull request. */
  commands: '.github/workflows/preview-commands.yml',
  /** Puts to sleep, every hour, what is not used. */
  sleep: '.github/workflows/preview-sleep.yml',
} as const;

/** The files whose jobs act for people, under a role of their own and no other. */
export const controlWorkflows: readonly string[] = [workflowFiles.commands, workflowFiles.sleep];
