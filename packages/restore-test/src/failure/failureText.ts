import { RestError } from '@azure/storage-blob';

const MAXIMUM_LENGTH = 480;

/**
 * What went wrong, in one line that may be shown to anybody: the query of an URL holds the credential
 * and never leaves this function.
 */
export function failureText(error: unknown): string {
  return textOf(error)
    .replaceAll(/\?[^\s"']*/g, '')
    .replaceAll(/\s+/g, ' ')
    .slice(0, MAXIMUM_LENGTH);
}

function textOf(error: unknown): string {
  if (error instanceof RestError && error.statusCode) {
    return `The backup store answered ${error.statusCode} ${error.code ?? ''}`;
  }
  return error instanceof Error ? error.message : String(error);
}
