/** Whether an Accept header names HTML and likes nothing better: browsers do, clients of AWS and curl do not. */
export function prefersHtml(accept = ''): boolean {
  const ranges = accept.split(',').map((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    return { type, weight: weight === undefined ? 1 : Number(weight.slice(2)) };
  });
  const html = ranges.find(({ type }) => type === 'text/html')?.weight ?? 0;
  return html > 0 && ranges.every(({ weight }) => !(weight > html));
}
