// Parses the AsyncAPI document with the reference parser; ends with 1 at an error or a warning. What
// it says for information (3.1.0 is newer than 3.0.0, which more tools read) is printed only.
import { readFileSync } from 'node:fs';
import { Parser } from '@asyncapi/parser';

const { diagnostics } = await new Parser().parse(readFileSync(process.argv[2], 'utf8'));
diagnostics.forEach((each) =>
  console.error(`${each.code} at /${each.path.join('/')}: ${each.message} (severity ${each.severity})`));
const problems = diagnostics.filter((each) => each.severity <= 1).length;
console.log(`asyncapi: ${problems} errors and warnings`);
process.exit(problems ? 1 : 0);
