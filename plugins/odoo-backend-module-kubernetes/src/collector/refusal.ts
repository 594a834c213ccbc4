import { ApiStatusError } from '../client';

/** Makes the error of a run whose credential is refused: it knows whose that is. */
export type Refused = (error: Error) => Error;

/** A credential that expires while the run goes on is refused in the middle of it. */
export function isRefusal(error: unknown): error is ApiStatusError {
  return error instanceof ApiStatusError && error.status === 401;
}
