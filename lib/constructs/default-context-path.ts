/** Where the context file is looked for when `-c stacks=<file>` names none. Apart from its reader, which loads the CDK. */
export const defaultContextPath = '.preview-stacks/context.json';
