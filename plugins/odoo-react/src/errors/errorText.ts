import { ResponseError } from '@backstage/errors';

const MAX_LENGTH = 300;

/** How Chromium, Firefox and Safari say that there was no answer at all. */
const NO_ANSWER = /^(Failed to fetch|NetworkError|Load failed)/;

/**
 * What to tell a person: the server's own sentence where it sent one. A body that is a page of
 * HTML (a proxy, a log-in form) or long is not repeated.
 */
export function errorText(error: Error): string {
  if (error.name === 'TypeError' && NO_ANSWER.test(error.message)) {
    return 'The portal did not answer; it may be restarting, or the network is away';
  }
  const text = isResponseError(error) ? error.cause.message : error.message;
  const fallback = isResponseError(error) ? error.message : error.name;
  if (text === '' || /<\/?[a-z][^>]*>/i.test(text)) return fallback;
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}

/** HTTP status of the refusal, absent when no answer came. */
export function errorStatus(error: Error): number | undefined {
  return isResponseError(error) ? error.statusCode : undefined;
}

/** By name, because several copies of the errors package may be in one app. */
function isResponseError(error: Error): error is ResponseError {
  return error.name === 'ResponseError';
}
