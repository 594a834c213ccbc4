import { ManifestFields } from '../manifest/manifest';

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
