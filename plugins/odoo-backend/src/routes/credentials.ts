import {
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { Request } from 'express';

/** Of a caller who may read: people and services alike; nobody unknown. */
export function readerCredentials(
  httpAuth: HttpAuthService,
  request: Request,
): Promise<BackstageCredentials> {
  return httpAuth.credentials(request, { allow: ['user', 'service'] });
}

/**
 * Of a person who decides. A service that acts on somebody's behalf may propose for them, never decide:
 * an approval says that a person looked.
 */
export async function deciderCredentials(
  httpAuth: HttpAuthService,
  request: Request,
): Promise<BackstageCredentials<BackstageUserPrincipal>> {
  const credentials = await httpAuth.credentials(request, { allow: ['user'] });
  const { actor } = credentials.principal;
  if (actor) {
    throw new NotAllowedError(
      `${actor.subject} cannot decide on behalf of a person`,
    );
  }
  return credentials;
}
