/** Names of environment properties that this program or Beanstalk sets itself; settings may not use them. */
export const reservedProperties: readonly { readonly pattern: RegExp; readonly who: string }[] = [
  { pattern: /^RDS_/, who: 'the database' },
  { pattern: /^PREVIEW_STACKS_/, who: 'the target, its branch, commit and URL' },
  { pattern: /^FILES_BUCKET$/, who: 'the file store' },
  { pattern: /^PORT$/, who: 'the port on which the app must listen' },
];
