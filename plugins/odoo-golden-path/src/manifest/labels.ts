import { LABELS } from '@plumbline/plugin-odoo-common';
import { ObjectContext } from './objectContext';
import { RenderInput } from './renderContext';

/** Parts of an environment; the value of `app.kubernetes.io/component`. */
export type ComponentName =
  | 'namespace'
  | 'identity'
  | 'secrets'
  | 'network'
  | 'web'
  | 'websocket'
  | 'cron'
  | 'queue'
  | 'migration'
  | 'database'
  | 'database-access'
  | 'filestore'
  | 'ingress'
  | 'schedule'
  | 'autoscaling'
  | 'monitoring'
  | 'backup'
  | 'archive'
  | 'copy'
  | 'heartbeat'
  | 'restore-test'
  | 'gitops';

/** `app.kubernetes.io/name` of Odoo's own pods and of what has no pods. */
export const ODOO_NAME = 'odoo';
/** What runs no Odoo: network policies that let Odoo out never match it. */
const OTHER_NAMES: Partial<Record<ComponentName, string>> = {
  // CloudNativePG gives its pods this name too.
  database: 'postgresql',
  'database-access': 'psql',
  backup: 'rclone',
  copy: 'rclone',
};

const MAXIMUM_LABEL_LENGTH = 63;

/** The labels of every object and pod template. */
export function labelsOf(
  { name, labels }: ObjectContext,
  component: ComponentName,
): Record<string, string> {
  return {
    [LABELS.name]: OTHER_NAMES[component] ?? ODOO_NAME,
    [LABELS.partOf]: name,
    [LABELS.component]: component,
    [LABELS.managed]: 'true',
    ...labels,
  };
}

/** Those that say whose an environment's objects are. */
export const environmentLabels = ({
  ref,
  spec,
}: Pick<RenderInput, 'ref' | 'spec'>): Record<string, string> => ({
  [LABELS.tenant]: ref.tenant,
  [LABELS.stage]: ref.stage,
  [LABELS.tier]: String(spec.tier),
  [LABELS.tenancy]: spec.tenancy,
  [LABELS.goldenPath]: spec.goldenPath,
  [LABELS.owner]: ownerLabel(spec.owner),
  [LABELS.costCentre]: ref.tenant,
});

/** What selects the pods of one component; never changes, because selectors are immutable. */
export function selectorOf(
  context: Pick<ObjectContext, 'name'>,
  component: ComponentName,
): Record<string, string> {
  return {
    [LABELS.partOf]: context.name,
    [LABELS.component]: component,
  };
}

const RELEASE_DIGITS = 12;

/** The release by the first digits of its image's digest: a version need not be a valid label. */
export const releaseLabelOf = ({
  release,
}: Pick<RenderInput, 'release'>): string =>
  release.spec.digest.replace('sha256:', '').slice(0, RELEASE_DIGITS);

/** The name part of an entity reference; a label value must end in a letter or digit. */
function ownerLabel(owner: string): string {
  return owner
    .slice(owner.indexOf('/') + 1)
    .slice(0, MAXIMUM_LABEL_LENGTH)
    .replace(/[-_.]+$/, '');
}
