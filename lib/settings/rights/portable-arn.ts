/**
 * An ARN as `rights` have it: partition, region and account by their placeholders, and `{prefix}*` for the name. A name that does not begin
 * with the prefix is taken for one that should.
 *
 * @param prefix what the names of the kind begin with. @default the last part is the name
 */
export function portableArn(arn: string, prefix?: string): string {
  const [, , service = '', region = '', account = '', ...parts] = arn.split(':');
  const rest = parts.join(':');
  const from = prefix === undefined ? -1 : rest.search(new RegExp(`(?<![^:/])${prefix}`));
  const kind = from >= 0 ? rest.slice(0, from) : rest.replace(/[^:/]*$/, '');
  return [
    ...['arn', '{partition}', service],
    ...[region === '' ? '' : '{region}', account === '' ? '' : '{account}'],
    `${kind}{prefix}*`,
  ].join(':');
}
