import fc from 'fast-check';
import { AwsError } from '../../../lib/local/http/aws-error';
import { elementOf, elementsOf, parseXml, textOf, textsOf } from '../../../lib/local/http/parse-xml';
import { renderXml } from '../../../lib/local/http/render-xml';

describe('drawing', () => {
  test('names the elements of lists as the protocol does', () => {
    expect(renderXml('A', { L: ['x', 'y'] })).toBe('<A><L><member>x</member><member>y</member></L></A>');
    expect(renderXml('A', { L: ['x'] }, { member: 'item' })).toBe('<A><L><item>x</item></L></A>');
    expect(renderXml('A', { L: ['x'] }, { members: { L: 'One' } })).toBe('<A><L><One>x</One></L></A>');
    expect(renderXml('A', { L: ['x', 'y'] }, { member: '' })).toBe('<A><L>x</L><L>y</L></A>');
    expect(renderXml('A', { L: [] })).toBe('<A><L/></A>');
  });

  test('leaves out what is undefined and writes times, numbers and flags', () => {
    const value = { a: undefined, b: null, c: new Date(0), d: 0, e: false, f: '' };
    expect(renderXml('A', value, { xmlns: 'urn:x' })).toBe(
      '<A xmlns="urn:x"><c>1970-01-01T00:00:00.000Z</c><d>0</d><e>false</e><f></f></A>',
    );
  });

  test('writes attributes and text', () => {
    expect(renderXml('A', { '@k': '"', '#': 'a<b' })).toBe('<A k="&quot;">a&lt;b</A>');
  });
});

describe('reading', () => {
  test('gives back the text that was drawn, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
        fc.pre(!/[\uFFFE\uFFFF]/.test(text));
        const body = parseXml(renderXml('A', { Key: text, Other: 'x' }));
        // A line end of XML is a single newline; others travel as references.
        expect(textOf(body, 'Key')).toBe(text);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  test('finds one element or many of a name', () => {
    const body = parseXml('<?xml version="1.0"?><A xmlns="urn:x"><B><C>1</C></B><B><C>2</C></B><D>3</D></A>');
    expect(elementsOf(body, 'B').map((one) => textOf(one, 'C'))).toEqual(['1', '2']);
    expect(elementOf(body, 'none')).toBeUndefined();
    expect(textsOf(body, 'D')).toEqual(['3']);
  });

  test('takes thousands of references without complaint', () => {
    const body = parseXml(`<A>${'<B>&amp;&#x41;&#66;</B>'.repeat(5000)}</A>`);
    expect(new Set(textsOf(body, 'B'))).toEqual(new Set(['&AB']));
  });

  test('refuses what is not XML', () => {
    expect(() => parseXml('<A><B></A>')).toThrow(AwsError);
    expect(() => parseXml('no xml')).toThrow(AwsError);
  });
});
