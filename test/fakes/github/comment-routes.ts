import { pageOf } from './paging';
import type { Schemas, StandInComment, StandInState } from './state';
import { faultOf, invalid, notFound, type OddAnswer, ok, oneOf, type Route, required, route, text } from './wire';

const reactions = oneOf('+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes');

type Shown = Pick<Schemas['issue-comment'], 'id' | 'body' | 'created_at' | 'updated_at'> & {
  readonly user: Pick<NonNullable<Schemas['nullable-simple-user']>, 'login' | 'id' | 'type'>;
};

export function commentRoutes(state: StandInState, url: () => string): readonly Route[] {
  const find = (id: string) => state.said.find((one) => one.id === Number(id));
  return [
    route('GET', /^\/issues\/(\d+)\/comments$/, (request, number = '') => {
      if (!state.opened.some((one) => one.number === Number(number))) return notFound;
      const said = state.said.filter((one) => one.pullRequest === Number(number));
      return pageOf(said.map(shown), request, { pageSize: state.pageSize, url: url() });
    }),
    route('POST', /^\/issues\/(\d+)\/comments$/, ({ body, user }, number = '') => {
      const pull = state.opened.find((one) => one.number === Number(number));
      if (!pull) return notFound;
      if (pull.locked) return { status: 403, body: { message: 'Unable to create comment because issue is locked.' } };
      const fault = faultOfBody(body);
      if (fault) return fault;
      return ok(shown(say(state, pull.number, String(body.body), user?.login ?? '')), 201);
    }),
    route('GET', /^\/issues\/comments\/(\d+)$/, (_request, id = '') => {
      const found = find(id);
      return found ? ok(shown(found)) : notFound;
    }),
    route('PATCH', /^\/issues\/comments\/(\d+)$/, ({ body }, id = '') => {
      const found = find(id);
      if (!found) return notFound;
      const fault = faultOfBody(body);
      if (fault) return fault;
      found.body = String(body.body);
      found.updatedAt = new Date().toISOString();
      return ok(shown(found));
    }),
    route('DELETE', /^\/issues\/comments\/(\d+)$/, (_request, id = '') => {
      const found = find(id);
      if (!found) return notFound;
      state.said.splice(state.said.indexOf(found), 1);
      return { status: 204 };
    }),
    route('POST', /^\/issues\/comments\/(\d+)\/reactions$/, ({ body, user }, id = '') => {
      const found = find(id);
      if (!found) return notFound;
      const fault = faultOf('Reaction', body, { content: required(reactions) });
      if (fault) return fault;
      const content = String(body.content) as Schemas['reaction']['content'];
      const login = user?.login ?? '';
      const was = found.reactions.find((one) => one.content === content && one.login === login);
      const made = was ?? { id: state.nextId(), content, login };
      if (!was) found.reactions.push(made);
      return ok({ id: made.id, content } satisfies Pick<Schemas['reaction'], 'id' | 'content'>, was ? 200 : 201);
    }),
  ];
}

export function say(state: StandInState, pullRequest: number, body: string, login: string): StandInComment {
  const now = new Date().toISOString();
  const made = {
    id: state.nextId(),
    pullRequest,
    author: state.user(login),
    body,
    createdAt: now,
    updatedAt: now,
    reactions: [],
  };
  state.said.push(made);
  return made;
}

function faultOfBody(body: Readonly<Record<string, unknown>>): OddAnswer | undefined {
  const fault = faultOf('IssueComment', body, { body: required(text) });
  if (fault) return fault;
  if (String(body.body).trim() === '') return invalid('IssueComment', 'data', 'custom', 'Body cannot be blank');
  if (String(body.body).length <= 65_536) return undefined;
  return invalid('IssueComment', 'body', 'custom', 'body is too long (maximum is 65536 characters)');
}

function shown({ id, body, author, createdAt, updatedAt }: StandInComment): Shown {
  return { id, body, user: author, created_at: createdAt, updated_at: updatedAt };
}
