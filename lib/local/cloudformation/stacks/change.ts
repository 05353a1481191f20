export interface ChangeDetail {
  readonly attribute: 'Properties' | 'Metadata' | 'Tags';
  /** The property. */
  readonly name?: string;
  readonly requiresRecreation: 'Never' | 'Conditionally' | 'Always';
  readonly source: 'DirectModification' | 'ParameterReference' | 'ResourceReference' | 'ResourceAttribute';
  /** `Dynamic`: the new value is not known before it is made, or follows from another change. */
  readonly evaluation: 'Static' | 'Dynamic';
  /** The parameter, the resource, or the resource and its attribute that cause it. */
  readonly causedBy?: string;
  /** Values of a property as they are shown, without those of NoEcho parameters. Absent where there is none. */
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface Change {
  readonly action: 'Add' | 'Modify' | 'Remove';
  readonly logicalId: string;
  readonly physicalId?: string;
  readonly type: string;
  readonly replacement?: 'True' | 'False' | 'Conditional';
  readonly policyAction?:
    | 'Delete'
    | 'Retain'
    | 'Snapshot'
    | 'ReplaceAndDelete'
    | 'ReplaceAndRetain'
    | 'ReplaceAndSnapshot';
  readonly details: readonly ChangeDetail[];
  /** All properties before and after, as they are shown. */
  readonly before?: unknown;
  readonly after?: unknown;
}
