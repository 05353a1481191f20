import { PreviewError } from '../errors';

/** What a person reads when an endpoint does not start. Gives back what is none of its known failures. */
export function startFailure(error: unknown, { port = 0, host = '127.0.0.1', dataFolder = '' }): unknown {
  const { code, syscall, message } = error as NodeJS.ErrnoException;
  if (code === 'EFOLDERINUSE') {
    return new PreviewError('folder-in-use', message, {
      fault: 'user',
      hint: 'Give another folder with --data (in code: `dataFolder`), or stop the other endpoint.',
      cause: error,
    });
  }
  if (code === 'EFOLDERDAMAGED') {
    return new PreviewError('folder-damaged', message, {
      fault: 'world',
      hint: 'Put back a copy of the file, give another folder with --data (in code: `dataFolder`), or remove the file: what the service kept is lost then.',
      cause: error,
    });
  }
  if (code === 'EADDRINUSE') {
    return new PreviewError('port-in-use', `Port ${port} is in use on ${host}`, {
      fault: 'user',
      hint: 'Give another one with --port (in code: `port`), or none for a free one.',
      cause: error,
    });
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new PreviewError('option-invalid', `This machine has no address ${host}`, {
      fault: 'user',
      hint: 'Give one that it has with --host, or none for all of them.',
      cause: error,
    });
  }
  if (code === 'EACCES' && syscall === 'listen') {
    return new PreviewError('option-invalid', `Port ${port} is not open to this user`, {
      fault: 'user',
      hint: 'Give a port from 1024 on, or none for a free one.',
      cause: error,
    });
  }
  if (syscall === 'mkdir' && dataFolder !== '') {
    return new PreviewError('folder-unusable', `The folder ${dataFolder} cannot be made: ${message}`, {
      fault: 'user',
      hint: 'Give a folder that this user can write with --data (in code: `dataFolder`).',
      cause: error,
    });
  }
  return error;
}
