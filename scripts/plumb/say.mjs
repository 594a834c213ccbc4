/** One line of progress. */
export function say(text) {
  process.stdout.write(`plumb: ${text}\n`);
}

/** One error that a person can act on, and the exit code. */
export function fail(text) {
  process.stderr.write(`plumb: ${text}\n`);
  process.exitCode = 1;
}
