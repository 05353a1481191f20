const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

/**
 * What the JSON reports of jest in a folder come to. A suite without a readable report did not run to its end, and a file that cannot be
 * loaded has no failed test of its own: each counts as one failure.
 */
function sumReports(folder, suites, failedSteps) {
  let passed = 0;
  let failed = 0;
  for (const suite of suites) {
    const report = read(join(folder, `${suite}.json`));
    passed += report?.numPassedTests ?? 0;
    failed += report ? report.numFailedTests + report.numRuntimeErrorTestSuites : 1;
  }
  // A step can fail without a failed test: an install, or the check.
  return { passed, failed: Math.max(failed, failedSteps) };
}

function read(file) {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

module.exports = { sumReports };

if (require.main === module) {
  const [folder, failedSteps, ...suites] = process.argv.slice(2);
  const { passed, failed } = sumReports(folder, suites, Number(failedSteps));
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
