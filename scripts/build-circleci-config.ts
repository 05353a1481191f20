import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { circleciConfig } from './circleci-config';

writeFileSync(join(__dirname, '../.circleci/config.yml'), circleciConfig());
