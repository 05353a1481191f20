import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The user under which PostgreSQL runs, when it cannot be our own: it refuses to run as root. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

/** Undefined unless we are root. */
export function runAs(): RunAs | undefined {
  if (process.getuid?.() !== 0) {
    return undefined;
  }
  const user = /^nobody:[^:]*:(\d+):(\d+):/m.exec(users());
  return user ? { uid: Number(user[1]), gid: Number(user[2]) } : { uid: 65534, gid: 65534 };
}

/** Whether every user can enter this folder and all above it. */
export function everyoneCanEnter(folder: string): boolean {
  try {
    if ((statSync(folder).mode & 0o001) === 0) {
      return false;
    }
  } catch {
    return false;
  }
  const above = dirname(folder);
  return above === folder || everyoneCanEnter(above);
}

function users(): string {
  try {
    return readFileSync('/etc/passwd', 'utf8');
  } catch {
    return '';
  }
}
