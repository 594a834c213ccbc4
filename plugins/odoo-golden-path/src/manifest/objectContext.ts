import { Placement, Platform } from '@plumbline/plugin-odoo-common';

/** Whose objects are rendered: an environment's, its restore test's, or those of a shared database server. */
export interface ObjectContext {
  /** Value of `app.kubernetes.io/part-of`, and name of the GitOps controller's object. */
  name: string;
  namespace: string;
  platform: Platform;
  placement: Pick<Placement, 'cluster'>;
  /** What becomes `{name}` in the URL of the vault. */
  vault: string;
  /** On every object and pod template, beside those that say what it is. */
  labels: Readonly<Record<string, string>>;
}
