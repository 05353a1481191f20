import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { version } from '@aws-cdk/aws-service-spec/package.json';
import { cutOtherTypes, cutSpecification } from './cut-specification';

/** Writes the two files of lib/local/specification that AWS's specification is cut into: `npx tsx scripts/build-specification.ts`. */
const folder = join(__dirname, '..', 'lib', 'local', 'specification');
const database = loadAwsServiceSpecSync();
const own = cutSpecification(database);
writeFileSync(join(folder, 'specification.json'), `${JSON.stringify(own, undefined, 1)}\n`);

// The 1,700 types that few ask for are packed: as text they have 2.7 MB.
const others = cutOtherTypes(database);
const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 };
const packed = brotliCompressSync(JSON.stringify(others), { params }).toString('base64');
const file = { from: `@aws-cdk/aws-service-spec ${version}`, types: Object.keys(others).length, packed };
writeFileSync(join(folder, 'every-type.json'), `${JSON.stringify(file, undefined, 1)}\n`);
console.log(`${Object.keys(own).length} and ${file.types} resource types written to ${folder}`);
