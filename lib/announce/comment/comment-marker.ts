/** By this line a preview's comment is found again. Projects and ids hold nothing that would end it early. */
export function commentMarker(project: string, targetId: string): string {
  return `<!-- preview-stacks:${project}/${targetId} -->`;
}
