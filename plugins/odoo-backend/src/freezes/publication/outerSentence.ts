import { isError } from '@backstage/errors';

/** Errors of the repository and of its host that are written for people. */
const FOR_PEOPLE: ReadonlySet<string> = new Set([
  'ServiceUnavailableError',
  'NotAllowedError',
  'HostRefusal',
]);

/** What people are told of an error: its causes name hosts, folders and accounts, which are for the log alone. */
export function outerSentence(error: unknown): string {
  return isError(error) && FOR_PEOPLE.has(error.name)
    ? error.message.split('; caused by ')[0]
    : 'An error within the portal; its log says which';
}
