/** One line of progress. */
export function say(text) {
  process.stdout.write(`plumb: ${text}\n`);
}

/** Progress of setting up, beside what a command answers on standard output. */
export function note(text) {
  process.stderr.write(`plumb: ${text}\n`);
}

/** One error that a person can act on, and the exit code. */
export function fail(text) {
  process.stderr.write(`plumb: ${text}\n`);
  process.exitCode = 1;
}
