/**
 * Text of AWS without what names an account, for places that anybody reads: identifiers of resources and numbers of accounts.
 */
export function withoutAccount(text: string): string {
  return text.replace(/\barn:aws[\w-]*:[^\s"'`,;)]+/g, '(a resource)').replace(/(?<!\d)\d{12}(?!\d)/g, '(an account)');
}
