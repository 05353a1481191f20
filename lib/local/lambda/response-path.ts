/** How the address begins to which custom resources answer, as the name of the bucket does that AWS uses for it. */
export const responsePath = '/cloudformation-custom-resource-response';
