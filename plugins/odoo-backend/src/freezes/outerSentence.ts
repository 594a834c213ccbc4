import { ServiceUnavailableError } from '@backstage/errors';

/** What people are told of an error: its causes name hosts, folders and accounts, which are for the log alone. */
export function outerSentence(error: unknown): string {
  return error instanceof ServiceUnavailableError
    ? error.message.split('; caused by ')[0]
    : 'An error within the portal; its log says which';
}
