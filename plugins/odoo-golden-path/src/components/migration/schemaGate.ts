import { ManifestFields, ManifestValue } from '../../manifest/manifest';
import { cores, mebibytes } from '../../manifest/quantities';
import { RenderContext } from '../../manifest/renderContext';
import { odooConfSecretOf } from '../../odoo/credentials';
import { SESSION_DATABASE_URI_KEY } from '../../odoo/odooConf';
import { CONFINED_CONTAINER } from '../../odoo/confinement';
import { SCRIPT_POD } from '../../plan/sizing';
import { AWAIT_SCHEMA } from './scripts';

/** A container of the release's image that runs a script; small, because it mostly waits. */
export function scriptContainer(
  { release }: RenderContext,
  name: string,
  script: string,
  fields: ManifestFields & { env: ManifestValue[] },
): ManifestFields {
  return {
    name,
    image: `${release.spec.image}@${release.spec.digest}`,
    command: ['python3', '-c', script],
    ...fields,
    resources: {
      requests: {
        cpu: cores(SCRIPT_POD.cpu),
        memory: mebibytes(SCRIPT_POD.memoryRequestMiB),
      },
      limits: { memory: mebibytes(2 * SCRIPT_POD.memoryRequestMiB) },
    },
    securityContext: CONFINED_CONTAINER,
  };
}

/** By what the scripts know which schema of which database they ask for. */
export const schemaVariables = (context: RenderContext): ManifestValue[] => [
  { name: 'ENVIRONMENT', value: context.name },
  { name: 'SCHEMA', value: String(context.upgrade?.schema ?? 0) },
  {
    name: 'DATABASE_URI',
    valueFrom: {
      secretKeyRef: {
        name: odooConfSecretOf(context),
        key: SESSION_DATABASE_URI_KEY,
      },
    },
  },
];

/**
 * Odoo starts only on the schema that its release needs. This is what orders a migration and the pods that
 * need it: the controllers may apply both at once, as Flux does, and a failed migration lets no pod through.
 */
export const schemaGate = (context: RenderContext): ManifestFields =>
  scriptContainer(context, 'await-schema', AWAIT_SCHEMA, {
    env: schemaVariables(context),
  });
