interface Template {
  readonly Resources?: Readonly<
    Record<string, { readonly Type?: unknown; readonly Properties?: { readonly DBSnapshotIdentifier?: unknown } }>
  >;
}

/** What the database in a deployed template was made from; undefined without a database. */
export function snapshotInTemplate(
  text: string,
): { readonly empty: false; readonly id: string } | { readonly empty: true; readonly id?: undefined } | undefined {
  const { Resources = {} } = JSON.parse(text) as Template;
  const database = Object.values(Resources).find(({ Type }) => Type === 'AWS::RDS::DBInstance');
  if (database === undefined) return undefined;
  const id = database.Properties?.DBSnapshotIdentifier;
  return typeof id === 'string' ? { empty: false, id } : { empty: true };
}
