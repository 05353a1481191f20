/** IAM: recorded. Names are unique, references must exist, nothing is enforced. */
export interface Roles {
  createRole(options: { name?: string; path?: string; document: unknown; boundary?: string; managedPolicyArns: readonly string[] }): {
    name: string;
    arn: string;
    id: string;
  };
  deleteRole(name: string): void;
  createProfile(options: { name?: string; path?: string; roles: readonly string[] }): { name: string; arn: string };
  deleteProfile(name: string): void;
  hasProfile(nameOrArn: string): boolean;
  createManagedPolicy(options: { name?: string; path?: string; document: unknown }): { arn: string };
  deleteManagedPolicy(arn: string): void;
  putInlinePolicy(name: string, roles: readonly string[], document: unknown): void;
  removeInlinePolicy(name: string, roles: readonly string[]): void;
}
