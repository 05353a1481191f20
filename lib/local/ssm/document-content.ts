import { AwsError } from '../http/aws-error';
import { recordOf, recordsOf, textOf, textsOf } from '../resource/read-property';
import type { Properties } from '../resource/resource-type';
import type { DocumentParameter, RunDocument } from './documents';

/** A parameter in a line. */
const reference = /\{\{\s*([\w.:-]+)\s*\}\}/g;

/** Of schema version 2.2 and one step of `aws:runShellScript`. Throws AwsError InvalidDocumentContent. */
export function readContent(content: unknown): Pick<RunDocument, 'parameters' | 'lines'> {
  const document = objectOf(content);
  refuseOthers(document, ['schemaVersion', 'description', 'parameters', 'mainSteps']);
  if (textOf(document, 'schemaVersion') !== '2.2') throw invalid('schemaVersion can be 2.2 here');
  const [step, ...others] = recordsOf(document, 'mainSteps');
  if (step === undefined || others.length > 0 || textOf(step, 'action') !== 'aws:runShellScript') {
    throw invalid('mainSteps can be one step of aws:runShellScript here');
  }
  refuseOthers(step, ['action', 'name', 'inputs']);
  const inputs = recordOf(step, 'inputs') ?? {};
  refuseOthers(inputs, ['runCommand']);
  const lines = textsOf(inputs, 'runCommand');
  if (lines.length === 0) throw invalid('runCommand has no lines');
  const given = recordOf(document, 'parameters') ?? {};
  const parameters = Object.fromEntries(
    Object.keys(given).map((name) => [name, parameterOf(name, recordOf(given, name))]),
  );
  for (const [, name = ''] of lines.join('\n').matchAll(reference)) {
    // In AWS's words: github CrowdStrike/aws-ssm-distributor, issue 66, 2023-10-16.
    if (!Object.hasOwn(parameters, name)) throw invalid(`Parameter "${name}" is not declared.`);
  }
  return { parameters, lines };
}

/** The lines with these values in them. Throws AwsError InvalidParameters. */
export function filledLines(
  { name, parameters, lines }: RunDocument,
  given: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  const unknown = Object.keys(given).find((one) => !Object.hasOwn(parameters, one));
  if (unknown !== undefined) throw wrong(`The document ${name} has no parameter ${unknown}`);
  const values = Object.fromEntries(
    Object.entries(parameters).map(([one, { allowedPattern, default: usual }]) => {
      const [value = usual, ...others] = given[one] ?? [];
      if (value === undefined) throw wrong(`Missing required parameter: ${one}`);
      const fits = allowedPattern === undefined || new RegExp(`^(?:${allowedPattern})$`).test(value);
      if (others.length > 0 || !fits) throw wrong(`Parameter ${one} has a value that the document does not take`);
      return [one, value];
    }),
  );
  return lines.map((line) => line.replaceAll(reference, (_, one: string) => values[one] ?? ''));
}

function parameterOf(name: string, given: Properties = {}): DocumentParameter {
  refuseOthers(given, ['type', 'description', 'allowedPattern', 'default']);
  if (textOf(given, 'type') !== 'String') throw invalid(`The parameter ${name} can be of type String here`);
  const allowedPattern = textOf(given, 'allowedPattern');
  const usual = textOf(given, 'default');
  return { ...(allowedPattern !== undefined && { allowedPattern }), ...(usual !== undefined && { default: usual }) };
}

function objectOf(content: unknown): Properties {
  try {
    return (typeof content === 'string' ? JSON.parse(content) : content) as Properties;
  } catch {
    throw invalid('The content is no JSON, the one form that is read here');
  }
}

function refuseOthers(given: Properties, known: readonly string[]): void {
  const other = Object.keys(given).find((key) => !known.includes(key));
  if (other !== undefined) throw invalid(`${other} of a document is not obeyed here: ${known.join(', ')} are`);
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidDocumentContent', message);
}

function wrong(message: string): AwsError {
  return new AwsError('InvalidParameters', message);
}
