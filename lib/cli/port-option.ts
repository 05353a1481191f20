import { PreviewError } from '../errors';

/** The number of `--port`; 0 for a free one. Throws PreviewError `option-invalid`. */
export function portOption(text: string | undefined): number {
  const port = Number(text ?? 0);
  if (text?.trim() !== '' && Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new PreviewError('option-invalid', `--port is "${text}"`, {
    fault: 'user',
    hint: 'It takes a whole number up to 65535.',
  });
}
