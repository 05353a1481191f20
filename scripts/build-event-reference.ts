import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderEvents } from './event-reference';

writeFileSync(join(__dirname, '../docs/events.md'), renderEvents());
