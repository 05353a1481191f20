import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AwsError } from '../http/aws-error';
import type { Journal } from '../state/journal';
import type { LogEvent, LogGroup, Logs } from './logs';

const documentName = 'logs';
const day = 24 * 60 * 60 * 1000;

export function openLogs(options: { readonly journal: Journal; readonly folder: string }): Logs {
  return new LogStore(options.journal, join(options.folder, 'logs'));
}

class LogStore implements Logs {
  private readonly kept: Record<string, LogGroup>;
  private last = 0;
  /** Files that this process has written to. */
  private readonly begun = new Set<string>();

  constructor(
    private readonly journal: Journal,
    private readonly folder: string,
  ) {
    this.kept = journal.document<Record<string, LogGroup>>(documentName, () => ({}));
  }

  append(group: string, stream: string, messages: readonly string[], timestamp = this.journal.now()): void {
    if (!Object.hasOwn(this.kept, group)) {
      this.createGroup(group);
    }
    const ingestionTime = this.journal.now();
    const lines = messages.map((message) => {
      // Two lines in one millisecond still have an order.
      this.last = Math.max(ingestionTime * 1000, this.last + 1);
      const event: LogEvent = { timestamp, ingestionTime, message, id: String(this.last).padStart(20, '0') };
      return `${JSON.stringify(event)}\n`;
    });
    const file = this.fileOf(group, stream);
    if (!this.begun.has(file) && !existsSync(file)) {
      this.noteStream(group, stream);
    }
    // A process that was killed may have left half a line.
    appendFileSync(file, `${this.begun.has(file) ? '' : '\n'}${lines.join('')}`);
    this.begun.add(file);
  }

  groups(prefix = ''): readonly string[] {
    return Object.keys(this.kept)
      .filter((name) => name.startsWith(prefix))
      .sort();
  }

  group(name: string): LogGroup | undefined {
    return Object.hasOwn(this.kept, name) ? this.kept[name] : undefined;
  }

  createGroup(name: string, { retentionDays, tags = {} }: Parameters<Logs['createGroup']>[1] = {}): void {
    if (!/^[\w./#-]{1,512}$/.test(name)) {
      throw new AwsError(
        'InvalidParameterException',
        `1 validation error detected: Value '${name}' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular ` +
          'expression pattern: [\\.\\-_/#A-Za-z0-9]+',
      );
    }
    if (this.group(name)) {
      throw new AwsError('ResourceAlreadyExistsException', 'The specified log group already exists');
    }
    // First: a group whose folder cannot be made would be kept without one.
    mkdirSync(this.folderOf(name), { recursive: true });
    this.kept[name] = { name, createdAt: this.journal.now(), retentionDays, tags };
    this.journal.changed(documentName);
  }

  changeGroup(name: string, { retentionDays, tags }: Parameters<Logs['changeGroup']>[1]): void {
    const group = this.mustHave(name);
    this.kept[name] = {
      ...group,
      retentionDays: retentionDays === undefined ? group.retentionDays : (retentionDays ?? undefined),
      tags: tags ?? group.tags,
    };
    this.journal.changed(documentName);
  }

  deleteGroup(name: string): void {
    delete this.kept[name];
    rmSync(this.folderOf(name), { recursive: true, force: true });
    this.journal.changed(documentName);
  }

  createStream(group: string, stream: string): void {
    this.mustHave(group);
    if (!/^[^:*]{1,512}$/.test(stream)) {
      throw new AwsError(
        'InvalidParameterException',
        `1 validation error detected: Value '${stream}' at 'logStreamName' failed to satisfy constraint: Member must satisfy regular ` +
          'expression pattern: [^:*]*',
      );
    }
    const file = this.fileOf(group, stream);
    if (existsSync(file)) {
      throw new AwsError('ResourceAlreadyExistsException', 'The specified log stream already exists');
    }
    appendFileSync(file, '');
    this.noteStream(group, stream);
  }

  deleteStream(group: string, stream: string): void {
    const { [stream]: _, ...streams } = this.mustHave(group).streams ?? {};
    const file = this.fileOf(group, stream);
    if (!existsSync(file)) {
      throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');
    }
    rmSync(file);
    this.begun.delete(file);
    this.kept[group] = { ...this.mustHave(group), streams };
    this.journal.changed(documentName);
  }

  streams(group: string): readonly string[] {
    this.mustHave(group);
    return readdirSync(this.folderOf(group)).map(decodeURIComponent).sort();
  }

  events(group: string, stream: string): readonly LogEvent[] {
    const { retentionDays } = this.mustHave(group);
    const file = this.fileOf(group, stream);
    if (!existsSync(file)) {
      throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');
    }
    const oldest = retentionDays === undefined ? 0 : this.journal.now() - retentionDays * day;
    return readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line) => eventOf(line) ?? [])
      .filter(({ timestamp }) => timestamp >= oldest)
      .sort((a, b) => a.timestamp - b.timestamp || (a.id < b.id ? -1 : 1));
  }

  private noteStream(group: string, stream: string): void {
    const kept = this.mustHave(group);
    this.kept[group] = { ...kept, streams: { ...kept.streams, [stream]: this.journal.now() } };
    this.journal.changed(documentName);
  }

  private mustHave(name: string): LogGroup {
    const group = this.group(name);
    if (!group) {
      throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
    }
    mkdirSync(this.folderOf(name), { recursive: true });
    return group;
  }

  private folderOf(group: string): string {
    return join(this.folder, fileName(group));
  }

  private fileOf(group: string, stream: string): string {
    return join(this.folderOf(group), fileName(stream));
  }
}

// `.` and `..` are names that encodeURIComponent leaves alone.
function fileName(name: string): string {
  // Half of a surrogate pair has no encoding.
  const file = /\p{Cs}/u.test(name) ? undefined : encodeURIComponent(name).replace(/^\./, '%2E');
  if (file === undefined || file.length > 255) {
    throw new AwsError('InvalidParameterException', 'The embedded endpoint cannot keep a file of this name');
  }
  return file;
}

function eventOf(line: string): LogEvent | undefined {
  try {
    return line === '' ? undefined : JSON.parse(line);
  } catch {
    return undefined;
  }
}
