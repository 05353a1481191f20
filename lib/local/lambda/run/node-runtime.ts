/**
 * What Lambda's runtime for Node.js does, as a program: it takes events from the Runtime API
 * (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html) and hands them to the handler. Each log line goes to standard output with
 * its line breaks as `\r`, so that it is one event; the argument is the line that says that all output of an invocation has been written.
 * A custom resource's handler sends its answer to port 443: that one request is led to the endpoint.
 */
export const nodeRuntime = String.raw`
const http = require('node:http');
const https = require('node:https');
const { existsSync, writeSync } = require('node:fs');
const { basename, dirname, join } = require('node:path');
const { format } = require('node:util');
const { pathToFileURL } = require('node:url');
const end = process.argv[1];
const env = process.env;
const [host, port] = env.AWS_LAMBDA_RUNTIME_API.split(':');
let current;

const write = (fd, text) => {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try { rest = rest.subarray(writeSync(fd, rest)); } catch (error) { if (error.code !== 'EAGAIN') return; }
  }
};
const log = (level, text) => {
  const id = current ? current.id : 'undefined';
  write(1, (new Date().toISOString() + '\t' + id + '\t' + level + '\t' + text).replace(/\r?\n/g, '\r') + '\n');
};
for (const [name, level] of Object.entries({ debug: 'DEBUG', info: 'INFO', log: 'INFO', warn: 'WARN', error: 'ERROR', trace: 'TRACE' })) {
  console[name] = (...words) => log(level, format(...words));
}

const ask = (method, path, body, more) => new Promise((resolve, reject) => {
  const headers = { ...more, ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }) };
  const options = { host, port, method, path: '/2018-06-01/runtime' + path, headers, agent: false };
  const asking = http.request(options, (response) => {
    const pieces = [];
    response.on('data', (piece) => pieces.push(piece));
    response.on('end', () => resolve({ headers: response.headers, text: Buffer.concat(pieces).toString() }));
    response.on('error', reject);
  });
  asking.on('error', reject);
  asking.end(body);
});

const drawn = (error) => error instanceof Error || (error && typeof error === 'object' && 'stack' in error && 'message' in error)
  ? { errorType: String(error.name), errorMessage: String(error.message), trace: String(error.stack).split('\n') }
  : { errorType: typeof error, errorMessage: typeof error === 'object' ? JSON.stringify(error) : String(error), trace: [] };
const shown = ({ errorType, errorMessage, trace }) => JSON.stringify({ errorType, errorMessage, stack: trace });
const finish = () => { write(1, end + '\n'); write(2, end + '\n'); };
const named = (name, message) => Object.assign(new Error(message), { name, stack: name + ': ' + message });

const crash = (type, words, code) => (error) => {
  const { trace, errorMessage } = drawn(error);
  const failure = type === 'UncaughtException' ? drawn(error) : { errorType: type, errorMessage: String(error), trace: [type + ': ' + error, ...trace] };
  log('ERROR', words + ' \t' + shown(type === 'UncaughtException' ? failure : { ...failure, errorMessage }));
  finish();
  const path = current ? '/invocation/' + current.id + '/error' : '/init/error';
  ask('POST', path, JSON.stringify(failure), { 'x-runtime-exits': 'yes' }).catch(() => undefined).finally(() => process.exit(code));
};
process.on('uncaughtException', crash('UncaughtException', 'Uncaught Exception', 129));
process.on('unhandledRejection', crash('Runtime.UnhandledPromiseRejection', 'Unhandled Promise Rejection', 128));

// The handlers of custom resources send to port 443 whatever the address says.
const answers = env.PREVIEW_STACKS_RESPONSE_PATH;
const toEndpoint = new URL(env.AWS_ENDPOINT_URL);
delete env.PREVIEW_STACKS_RESPONSE_PATH;
const secure = https.request;
https.request = function (first, ...rest) {
  const options = typeof first === 'string' || first instanceof URL ? undefined : first;
  if (options && (options.hostname || options.host) === toEndpoint.hostname && String(options.path).startsWith(answers)) {
    return http.request({ ...options, port: toEndpoint.port, protocol: 'http:', agent: undefined }, ...rest);
  }
  return secure.call(https, first, ...rest);
};
require('node:module').syncBuiltinESMExports();

const load = async () => {
  const root = env.LAMBDA_TASK_ROOT;
  const [, name, path] = /^([^.]*)\.(.*)$/.exec(basename(env._HANDLER)) || [];
  if (!name) throw named('Runtime.MalformedHandlerName', 'Bad handler');
  const place = join(root, dirname(env._HANDLER), name);
  const file = ['', '.js', '.mjs', '.cjs'].map((end) => place + end).find((one) => one !== place && existsSync(one));
  if (!file) throw named('Runtime.ImportModuleError', "Error: Cannot find module '" + join(dirname(env._HANDLER), name) + "'");
  let module;
  try {
    try {
      module = file.endsWith('.mjs') ? await import(pathToFileURL(file)) : require(file);
    } catch (error) {
      if (error.code !== 'ERR_REQUIRE_ESM' && error.code !== 'ERR_REQUIRE_ASYNC_MODULE') throw error;
      module = await import(pathToFileURL(file));
    }
  } catch (error) {
    if (error && (error.code === 'MODULE_NOT_FOUND' || error.code === 'ERR_MODULE_NOT_FOUND')) throw named('Runtime.ImportModuleError', String(error));
    if (error instanceof SyntaxError) throw named('Runtime.UserCodeSyntaxError', String(error));
    throw error;
  }
  const handler = path.split('.').reduce((at, one) => at && at[one], module) ||
    path.split('.').reduce((at, one) => at && at[one], module.default);
  if (typeof handler !== 'function') {
    throw named('Runtime.HandlerNotFound', env._HANDLER + ' is ' + (handler === undefined ? 'undefined or not exported' : 'not a function'));
  }
  return handler;
};

const run = (handler, { headers, text }) => new Promise((resolve) => {
  const id = headers['lambda-runtime-aws-request-id'];
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'] || '';
  let over = false;
  let waiting;
  const answer = (path, body) => {
    if (over) return;
    over = true;
    process.removeListener('beforeExit', atEnd);
    finish();
    ask('POST', '/invocation/' + id + path, body).catch(() => undefined).then(() => { current = undefined; resolve(); });
  };
  const fail = (error) => {
    const failure = drawn(error);
    log('ERROR', 'Invoke Error \t' + shown(failure));
    answer('/error', JSON.stringify(failure));
  };
  const succeed = (result) => {
    let body;
    try { body = JSON.stringify(result === undefined ? null : result); } catch (error) { return fail(named('Runtime.MarshalError', 'Unable to stringify response body: ' + error.message)); }
    answer('/response', body === undefined ? 'null' : body);
  };
  const callback = (error, result) => {
    const act = () => (error === undefined || error === null ? succeed(result) : fail(error));
    if (context.callbackWaitsForEmptyEventLoop === false) setImmediate(act); else waiting = waiting || act;
  };
  const atEnd = () => (waiting ? waiting() : succeed(null));
  const context = {
    callbackWaitsForEmptyEventLoop: true,
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    awsRequestId: id,
    clientContext: headers['lambda-runtime-client-context'] && JSON.parse(headers['lambda-runtime-client-context']),
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    done: (error, result) => (error === undefined || error === null ? succeed(result) : fail(error)),
    succeed,
    fail,
  };
  current = { id };
  process.on('beforeExit', atEnd);
  try {
    const result = handler(JSON.parse(text), context, callback);
    if (result && typeof result.then === 'function') result.then(succeed, fail);
  } catch (error) {
    fail(error);
  }
});

(async () => {
  let handler;
  try {
    handler = await load();
  } catch (error) {
    const failure = drawn(error);
    log('ERROR', 'Uncaught Exception \t' + shown(failure));
    finish();
    await ask('POST', '/init/error', JSON.stringify(failure));
    process.exit(1);
  }
  for (;;) {
    let next;
    try { next = await ask('GET', '/invocation/next'); } catch { process.exit(0); }
    await run(handler, next);
  }
})();
`;
