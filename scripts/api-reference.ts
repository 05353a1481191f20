import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawPage, pageOf } from './api/draw-page';
import { doorsOf, readDoors } from './api/read-doors';

export interface ApiReference {
  /** Text of each page below docs/api, by its file name. */
  readonly pages: Readonly<Record<string, string>>;
  /** Names without a comment that describes them: `lib/errors.ts: PreviewError.code`. */
  readonly undescribed: readonly string[];
}

/** The reference of what the doors of package.json export. */
export function apiReference(root: string): ApiReference {
  const doors = readDoors(root, doorsOf(root, JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))));
  return {
    pages: Object.fromEntries(doors.map((door) => [pageOf(door.name), drawPage(door, doors)])),
    undescribed: [
      ...new Set(
        doors.flatMap(({ exported }) =>
          exported.flatMap(({ name, file, doc, members }) => [
            ...(doc === '' ? [`${file}: ${name}`] : []),
            ...members.flatMap((member) => (member.doc === '' ? [`${file}: ${name}.${member.name}`] : [])),
          ]),
        ),
      ),
    ],
  };
}
