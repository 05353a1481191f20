/** CloudWatch Logs: kept on disk, a group a folder. */
export interface Logs {
  append(group: string, stream: string, message: string): void;
  groups(prefix?: string): readonly string[];
  deleteGroup(group: string): void;
}
