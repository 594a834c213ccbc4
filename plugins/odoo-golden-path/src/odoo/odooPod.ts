import { sharesServer } from '@plumbline/plugin-odoo-common';
import { OBJECT_NAMES } from '../manifest/objectNames';
import { ManifestFields, ManifestValue } from '../manifest/manifest';
import { RenderContext } from '../manifest/renderContext';
import { mebibytes, cores } from '../manifest/quantities';
import {
  CONFINED_CONTAINER,
  CONFINED_POD,
  SECRET_FILE_MODE,
} from './confinement';
import { odooConfSecretOf } from './credentials';
import {
  DATA_DIRECTORY,
  ODOO_CONF_DIRECTORY,
  ODOO_CONF_FILE,
  SESSION_DATABASE_URI_KEY,
  TRUSTED_AUTHORITIES,
} from './odooConf';

interface OdooContainer {
  name: string;
  size: { cpu: number; memoryRequestMiB: number; memoryLimitMiB: number };
  /** Ports, probes, command, arguments and lifecycle of this role. */
  role: ManifestFields;
  /** Beside what every container of Odoo has. */
  env?: ManifestValue[];
}

/** One container of the release's image; whatever the role, configured and confined the same way. */
export function odooContainer(
  context: RenderContext,
  { name, size, role, env = [] }: OdooContainer,
): ManifestFields {
  const { release, database } = context;
  return {
    name,
    image: `${release.spec.image}@${release.spec.digest}`,
    ...role,
    env: [
      {
        name: 'ODOO_RC',
        value: `${ODOO_CONF_DIRECTORY}/${ODOO_CONF_FILE}`,
      },
      {
        name: 'SESSION_DB_URI',
        valueFrom: {
          secretKeyRef: {
            name: odooConfSecretOf(context),
            key: SESSION_DATABASE_URI_KEY,
          },
        },
      },
      ...(database.sslMode === 'verify-full'
        ? [{ name: 'PGSSLROOTCERT', value: TRUSTED_AUTHORITIES }]
        : []),
      ...env,
    ],
    resources: {
      requests: {
        cpu: cores(size.cpu),
        memory: mebibytes(size.memoryRequestMiB),
      },
      limits: { memory: mebibytes(size.memoryLimitMiB) },
    },
    securityContext: CONFINED_CONTAINER,
    volumeMounts: [
      { name: 'conf', mountPath: ODOO_CONF_DIRECTORY, readOnly: true },
      { name: 'filestore', mountPath: DATA_DIRECTORY },
      { name: 'tmp', mountPath: '/tmp' },
    ],
  };
}

/** What surrounds the containers: identity, confinement, rank among the pods of others, and volumes. */
export function odooPodSpec(
  context: RenderContext,
  serviceAccountName: string,
): ManifestFields {
  const volumes: ManifestValue[] = [
    {
      name: 'conf',
      secret: {
        secretName: odooConfSecretOf(context),
        defaultMode: SECRET_FILE_MODE,
        items: [{ key: ODOO_CONF_FILE, path: ODOO_CONF_FILE }],
      },
    },
    {
      name: 'filestore',
      persistentVolumeClaim: { claimName: OBJECT_NAMES.filestore },
    },
    { name: 'tmp', emptyDir: { sizeLimit: '2Gi' } },
  ];
  return {
    serviceAccountName,
    priorityClassName: priorityClassOf(context),
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: CONFINED_POD,
    volumes,
  };
}

/** Where nodes are shared, production comes first. */
function priorityClassOf({ ref, spec, platform }: RenderContext) {
  if (!sharesServer(ref, spec)) return undefined;
  const classes = platform.priorityClasses;
  return ref.stage === 'production' ? classes?.production : classes?.other;
}
