/** Where previews answer. */
export interface PreviewAddress {
  readonly scheme: 'https' | 'http';
  /** @default the scheme's own */
  readonly port?: number;
  readonly domain: string;
  /** Under `.localhost`: the embedded endpoint on this machine, no account of AWS. */
  readonly local: boolean;
}

/** Reads a domain, or a URL with scheme and port; undefined when it is neither. Whether the domain is a good one, the settings' own rules say. */
export function previewAddress(text: string): PreviewAddress | undefined {
  const [, scheme, domain = '', port] = /^(?:(https?):\/\/)?([^/:?#@\s]+)(?::(\d{1,5}))?\/?$/i.exec(text.trim()) ?? [];
  if (domain === '' || (scheme === undefined && port !== undefined)) return undefined;
  const lower = domain.toLowerCase();
  return {
    scheme: scheme?.toLowerCase() === 'http' ? 'http' : 'https',
    ...(port !== undefined && { port: Number(port) }),
    domain: lower,
    local: lower === 'localhost' || lower.endsWith('.localhost'),
  };
}
