import { AwsError } from '../../http/aws-error';
import { elementOf, elementsOf, parseXml, textOf, type XmlElement } from '../../http/parse-xml';
import type { ServiceRequest } from '../../http/service';
import { drawTags } from '../../http/tags';
import { xmlAnswer } from './xml-answer';

/** What is tagged; a new bucket has words of its own. */
type Tagged = 'bucket' | 'object' | 'new bucket';

const reserved: Readonly<Record<Tagged, string>> = {
  bucket: 'System tags cannot be added/updated by requester',
  object: 'Your TagKey cannot be prefixed with aws:',
  'new bucket':
    'User-defined tag keys can\'t start with "aws:". This prefix is reserved for system tags. Remove "aws:" from your tag keys and try again.',
};

const most: Readonly<Record<Tagged, number>> = { bucket: 50, object: 10, 'new bucket': 50 };

export function tagging(tags: Readonly<Record<string, string>>) {
  return xmlAnswer('Tagging', { TagSet: drawTags(tags) }, { members: { TagSet: 'Tag' } });
}

export function readTags(xml: string, of: Tagged): Record<string, string> {
  return tagsOf(elementOf(parseXml(xml), 'TagSet') ?? {}, of);
}

/**
 * The `Tag` elements of an element. Words: LocalStack, test_s3_api.snapshot.json::test_tagging_validation and
 * test_create_bucket_with_tags_exc, 2026-02-23. Throws AwsError.
 */
export function tagsOf(element: XmlElement, of: Tagged): Record<string, string> {
  const pairs = elementsOf(element, 'Tag').map((tag) => [textOf(tag, 'Key'), textOf(tag, 'Value')] as const);
  const tags: Record<string, string> = {};
  for (const [key, value] of pairs) {
    if (key === undefined || key === '' || value === undefined) {
      const message = 'The XML you provided was not well-formed or did not validate against our published schema';
      throw new AwsError('MalformedXML', message);
    }
    if (Object.hasOwn(tags, key)) {
      throw invalid('Cannot provide multiple Tags with the same key', { TagKey: key });
    }
    if (key.startsWith('aws:')) {
      throw invalid(reserved[of], of === 'new bucket' ? {} : { TagKey: key });
    }
    if (!isTag(key, 128)) {
      throw invalid('The TagKey you have provided is invalid', { TagKey: key });
    }
    if (!isTag(value, 256)) {
      throw invalid('The TagValue you have provided is invalid', { TagKey: key, TagValue: value });
    }
    Object.defineProperty(tags, key, { value, enumerable: true, configurable: true, writable: true });
  }
  checkCount(pairs.length, of);
  return tags;
}

/** Tags as the header `x-amz-tagging` carries them. Throws AwsError. */
export function storedTags(headers: ServiceRequest['headers']): Readonly<Record<string, string>> | undefined {
  const text = headers['x-amz-tagging'];
  if (!text) {
    return undefined;
  }
  const pairs = [...new URLSearchParams(text)];
  if (new Set(pairs.map(([key]) => key)).size < pairs.length) {
    // Recorded: LocalStack, test_object_tagging_exc, 2026-02-23.
    const message =
      "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.";
    throw new AwsError('InvalidArgument', message, 400, { ArgumentName: 'x-amz-tagging', ArgumentValue: text });
  }
  checkCount(pairs.length, 'object');
  return Object.fromEntries(pairs);
}

function checkCount(count: number, of: Tagged): void {
  if (count > most[of]) {
    const message =
      of === 'object' ? 'Object tags cannot be greater than 10' : 'Bucket tag count cannot be greater than 50';
    throw new AwsError('BadRequest', message);
  }
}

function isTag(text: string, longest: number): boolean {
  return text.length <= longest && /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(text);
}

function invalid(message: string, extra: Readonly<Record<string, string>>): AwsError {
  return new AwsError('InvalidTag', message, 400, extra);
}
