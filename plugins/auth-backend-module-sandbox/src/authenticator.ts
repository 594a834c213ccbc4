import { AuthenticationError, InputError } from '@backstage/errors';
import {
  createProxyAuthenticator,
  SignInResolver,
} from '@backstage/plugin-auth-node';
import { Persona } from './personas';

export const PERSONA_HEADER = 'x-plumbline-persona';

/**
 * Takes the persona's name from a header. A header of our own also keeps other web sites out:
 * a browser sends it across origins only after a CORS preflight that the backend does not grant.
 */
export const createPersonaAuthenticator = (
  personas: ReadonlyMap<string, Persona>,
) =>
  createProxyAuthenticator({
    defaultProfileTransform: async (persona: Persona) => ({
      profile: {
        displayName: persona.title,
        email: `${persona.name}@sandbox.example`,
      },
    }),
    initialize: () => ({}),
    authenticate: async ({ req }) => {
      const name = req.header(PERSONA_HEADER);
      if (!name) {
        throw new InputError(
          `The header X-Plumbline-Persona is missing; it takes one of ${[
            ...personas.keys(),
          ].join(', ')}`,
        );
      }
      const persona = personas.get(name);
      if (!persona) {
        throw new AuthenticationError(
          `There is no such persona; the sandbox has ${[
            ...personas.keys(),
          ].join(', ')}`,
        );
      }
      return { result: persona };
    },
  });

/** Fixed claims, so that signing in never races with the catalog. */
export const personaSignInResolver: SignInResolver<Persona> = async (
  { result },
  context,
) => {
  const user = `user:default/${result.name}`;
  return context.issueToken({
    claims: { sub: user, ent: [user, ...result.groups] },
  });
};
