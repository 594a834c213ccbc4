import { OBJECT_NAMES } from '../manifest/objectNames';
import { ManifestFields, ManifestValue } from '../manifest/manifest';
import { RenderContext } from '../manifest/renderContext';
import { mebibytes, cores } from '../manifest/quantities';
import {
  DATA_DIRECTORY,
  ODOO_CONF_DIRECTORY,
  ODOO_CONF_FILE,
  SESSION_DATABASE_URI_KEY,
} from './odooConf';

/** uid and gid of `odoo` in the official image; the image names the user, Kubernetes needs the number. */
const ODOO_USER = 100;
const ODOO_GROUP = 101;

/** Files that hold secrets: readable by owner and group only. */
export const SECRET_FILE_MODE = 0o440;

/** Confinement of a pod that runs as `odoo`. */
export const CONFINED_POD: ManifestFields = {
  runAsNonRoot: true,
  runAsUser: ODOO_USER,
  runAsGroup: ODOO_GROUP,
  fsGroup: ODOO_GROUP,
  // A recursive chown of a large filestore would delay every start by minutes.
  fsGroupChangePolicy: 'OnRootMismatch',
  seccompProfile: { type: 'RuntimeDefault' },
};

/** What "restricted" pod security demands of a container, and a file system that nothing can change. */
export const CONFINED_CONTAINER: ManifestFields = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};

interface OdooContainer {
  name: string;
  size: { cpu: number; memoryRequestMiB: number; memoryLimitMiB: number };
  /** Ports, probes, command, arguments and lifecycle of this role. */
  role: ManifestFields;
}

/** One container of the release's image; whatever the role, configured and confined the same way. */
export function odooContainer(
  { release }: RenderContext,
  { name, size, role }: OdooContainer,
): ManifestFields {
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
            name: OBJECT_NAMES.odooConfSecret,
            key: SESSION_DATABASE_URI_KEY,
          },
        },
      },
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

/** What surrounds the containers: identity, confinement and volumes. */
export function odooPodSpec(serviceAccountName: string): ManifestFields {
  const volumes: ManifestValue[] = [
    {
      name: 'conf',
      secret: {
        secretName: OBJECT_NAMES.odooConfSecret,
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
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: CONFINED_POD,
    volumes,
  };
}
