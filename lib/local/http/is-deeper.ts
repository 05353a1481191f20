/** Whether lists and objects in a value from JSON lie in each other more than `most` deep. */
export function isDeeper(value: unknown, most: number): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    (most === 0 || Object.values(value).some((item) => isDeeper(item, most - 1)))
  );
}
