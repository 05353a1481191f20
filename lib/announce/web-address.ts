/** An address that a browser may be sent to, without characters that end a link of Markdown; undefined for any other. */
export function webAddress(text: string | undefined): string | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined;
  const { protocol, username, password, href } = new URL(text);
  if ((protocol !== 'https:' && protocol !== 'http:') || username !== '' || password !== '') return undefined;
  return href.replace(/[()[\]<>'"`\\|*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
