/** An argument is not what a command takes; the message names it and what is accepted. */
export class UsageError extends Error {
  readonly name = 'UsageError';
}
