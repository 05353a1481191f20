import { specificationOf } from './specification';

/** AWS says "maybe" of these and replaces: a changed or dropped snapshot deletes the database (trap T26). */
const replacing: Readonly<Record<string, readonly string[]>> = {
  'AWS::RDS::DBInstance': [
    'DBSnapshotIdentifier',
    'DBClusterSnapshotIdentifier',
    'SourceDBInstanceIdentifier',
    'Engine',
  ],
};

/** What a change of this property does to the resource: a nested change counts for its top property. */
export function replacementBy(type: string, property: string): 'Never' | 'Conditionally' | 'Always' {
  if (replacing[type]?.includes(property)) {
    return 'Always';
  }
  const replaces = specificationOf(type)?.properties[property]?.replaces;
  return replaces === 'yes' ? 'Always' : replaces === 'maybe' ? 'Conditionally' : 'Never';
}
