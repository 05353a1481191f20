/** A secret to be made on the embedded endpoint in place of one of the team's. */
export type StandIn =
  | {
      readonly kind: 'secret';
      readonly name: string;
      /** ARNs as the settings write them, by the key of the secret that each names; '' is the whole of it. */
      readonly arns: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'parameter'; readonly name: string; readonly arn: string };

/** The secrets to be made, so that each ARN of these settings has one: one for all keys of one secret. */
export function standInsFor(arns: readonly string[]): readonly StandIn[] {
  const secrets = new Map<string, Record<string, string>>();
  const parameters: StandIn[] = [];
  for (const arn of arns) {
    const [, name, key = ''] = /:secret:([^:]+?)(?:-[A-Za-z0-9]{6})?(?::(.+))?$/.exec(arn) ?? [];
    const [, parameter] = /:parameter(\/.+)$/.exec(arn) ?? [];
    if (name !== undefined) secrets.set(name, { ...secrets.get(name), [key]: arn });
    // `parameter/name` is the parameter `name`, or `/name`: both have this ARN.
    else if (parameter !== undefined) parameters.push({ kind: 'parameter', name: parameter, arn });
  }
  return [...[...secrets].map(([name, byKey]) => ({ kind: 'secret' as const, name, arns: byKey })), ...parameters];
}
