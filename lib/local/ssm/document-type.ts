import { AwsError } from '../http/aws-error';
import { randomLetters } from '../resource/random-letters';
import { textOf } from '../resource/read-property';
import type { Properties, ResourceContext, ResourceState, ResourceType } from '../resource/resource-type';
import { readContent } from './document-content';
import type { SsmState } from './parameters';

/** API reference of SSM, CreateDocument, Name (@aws-sdk/client-ssm 3.1169.0, read in November 2026). */
const nameForm = /^[\w.-]{3,128}$/;
const reserved = /^(aws|amazon|amzn)/i;

export const ssmDocument: ResourceType<SsmState> = {
  type: 'AWS::SSM::Document',
  nameProperty: 'Name',
  mode: 'run',
  async create(context, properties) {
    const name = textOf(properties, 'Name') ?? `${context.stackName}-${context.logicalId}-${randomLetters(12)}`;
    if (!nameForm.test(name) || reserved.test(name)) {
      throw new AwsError('ValidationException', `No document can have the name ${name}`);
    }
    if (context.world.documents.find(name)) {
      throw new AwsError('DocumentAlreadyExists', `Document with same name ${name} already exists`);
    }
    return put(context, name, properties);
  },
  async update(context, { physicalId }, properties) {
    if (textOf(properties, 'UpdateMethod') !== 'NewVersion') {
      throw new AwsError('ValidationException', 'Documents are updated with UpdateMethod NewVersion alone here');
    }
    return put(context, physicalId, properties);
  },
  async delete({ world }, { physicalId }) {
    world.documents.delete(physicalId);
  },
};

function put({ world }: ResourceContext<SsmState>, name: string, properties: Properties): ResourceState {
  const { DocumentType: type = 'Command', DocumentFormat: format = 'JSON' } = properties;
  if (type !== 'Command' || format !== 'JSON') {
    throw new AwsError('ValidationException', 'A document can be of DocumentType Command and in JSON here');
  }
  world.documents.put({ name, ...readContent(properties.Content) });
  return { physicalId: name, attributes: {} };
}
