import { CfnDocument } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { maskedLogsCommand } from '../../naming/masked-logs';

/** The SSM document that shows the log of an app without its secrets. It takes no parameter and runs one program of ours. */
export class MaskedLogs extends Construct {
  constructor(scope: Construct, id: string, { name }: { readonly name: string }) {
    super(scope, id);
    new CfnDocument(this, 'Document', {
      name,
      documentType: 'Command',
      // Otherwise CloudFormation would make a new one under a name that is taken.
      updateMethod: 'NewVersion',
      content: {
        schemaVersion: '2.2',
        mainSteps: [{ action: 'aws:runShellScript', name: 'logs', inputs: { runCommand: [...maskedLogsCommand] } }],
      },
    });
  }
}
