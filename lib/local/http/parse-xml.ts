import { XMLParser } from 'fast-xml-parser';
import { AwsError } from './aws-error';

/** An element without children is its text; an element that occurs more than once is a list. Attributes are left out. */
export type XmlValue = string | XmlElement | readonly XmlValue[];

export interface XmlElement {
  readonly [name: string]: XmlValue;
}

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  removeNSPrefix: true,
  processEntities: false,
});

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The content of the document's outermost element, whatever its name. Throws AwsError MalformedXML. */
export function parseXml(text: string): XmlElement {
  let document: XmlElement;
  try {
    document = parser.parse(text, true) as XmlElement;
  } catch {
    throw new AwsError(
      'MalformedXML',
      'The XML you provided was not well-formed or did not validate against our published schema',
    );
  }
  const root = Object.values(document)[0];
  return isElement(root) ? root : {};
}

/** The text of a child, its entities resolved; undefined when there is none. */
export function textOf(element: XmlElement, name: string): string | undefined {
  const value = element[name];
  return typeof value === 'string' ? unescapeXml(value) : undefined;
}

/** The children of this name, however many there are. */
export function elementsOf(element: XmlElement, name: string): readonly XmlElement[] {
  const value = element[name];
  return (Array.isArray(value) ? value : [value]).filter(isElement);
}

export function elementOf(element: XmlElement, name: string): XmlElement | undefined {
  return elementsOf(element, name)[0];
}

/** The texts of the children of this name, however many there are. */
export function textsOf(element: XmlElement, name: string): readonly string[] {
  const value = element[name];
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((one): one is string => typeof one === 'string').map(unescapeXml);
}

function isElement(value: unknown): value is XmlElement {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// The parser's own resolution limits how many entities a document may hold; a list of keys may hold thousands.
function unescapeXml(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#([0-9]+)|([a-z]+));/gi, (whole, hex, decimal, name) => {
    const code = hex ? Number.parseInt(hex, 16) : decimal ? Number.parseInt(decimal, 10) : undefined;
    return code === undefined ? (named[name] ?? whole) : String.fromCodePoint(Math.min(code, 0x10ffff));
  });
}
