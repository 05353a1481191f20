import { type SSMClient, StartSessionCommand, TerminateSessionCommand } from '@aws-sdk/client-ssm';
import type { SessionRequest, Sessions, StartedSession } from '../../ports/sessions';
import { errorName } from '../errors';
import { requireField, send } from '../send';
import { notManaged } from './not-managed';

/** Session Manager. */
export class AwsSessions implements Sessions {
  constructor(private readonly clients: { readonly ssm: SSMClient }) {}

  async start(request: SessionRequest): Promise<StartedSession> {
    const action = 'ssm:StartSession';
    const { instanceId, document, parameters, reason } = request;
    const command = new StartSessionCommand({
      ...{ Target: instanceId, DocumentName: document, Reason: reason.slice(0, 256) },
      Parameters: Object.fromEntries(Object.entries(parameters).map(([name, values]) => [name, [...values]])),
    });
    let endpoint = '';
    // The plugin asks there for the session, too. Only the request itself knows the address that was chosen.
    command.middlewareStack.add(
      (next) => (sent) => {
        const { protocol, hostname, port } = sent.request as { protocol: string; hostname: string; port?: number };
        endpoint = `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`;
        return next(sent);
      },
      { step: 'build' },
    );
    const answer = await send(action, async () => {
      try {
        return await this.clients.ssm.send(command);
      } catch (error) {
        throw errorName(error) === 'TargetNotConnected' ? notManaged(instanceId) : error;
      }
    });
    return {
      ...request,
      id: requireField(answer.SessionId, 'SessionId', action),
      token: requireField(answer.TokenValue, 'TokenValue', action),
      streamUrl: requireField(answer.StreamUrl, 'StreamUrl', action),
      region: await this.clients.ssm.config.region(),
      endpoint,
    };
  }

  async end(SessionId: string): Promise<void> {
    await send('ssm:TerminateSession', () => this.clients.ssm.send(new TerminateSessionCommand({ SessionId })));
  }
}
