import fc from 'fast-check';

/** Texts that somebody might write to be obeyed instead of shown. */
export const hostile: readonly string[] = [
  '`rm -rf`',
  '``` a fence',
  'ends with ``',
  '```',
  '@acme/everybody and @octocat',
  'fixes #123, acme/shop#4 and https://github.com/acme/shop/issues/5',
  '<img src=x onerror=alert(1)> <!-- and -->',
  '--> <script>',
  '](https://evil.example) [x](y)',
  '| a | b |\n|---|---|',
  '# heading\n- list\n\n```\nblock',
  '**bold** _it_ ~~gone~~ $`math`$',
  '\u202egnp.exe',
  '\u0000\u001b[31m',
  "it's'",
  '',
  '   ',
  '\ud800',
];

export const anyText = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: fc.constantFrom('`', ' ', '\n', 'a', '@', '#', '<', '>', '\\', "'", '-', '!'), maxLength: 60 }),
);
