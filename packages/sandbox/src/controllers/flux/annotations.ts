const GROUP = 'kustomize.toolkit.fluxcd.io';

/** By which Flux knows what a Kustomization has applied. */
export const OWNER_LABELS = {
  name: `${GROUP}/name`,
  namespace: `${GROUP}/namespace`,
} as const;

type Annotated = { metadata: { annotations?: Record<string, string> } };

const says = (name: string, value: string) => (object: Annotated) =>
  object.metadata.annotations?.[`${GROUP}/${name}`]?.toLowerCase() === value;

/** Stays when it leaves Git, and when its Kustomization goes. */
export const isKeptFromPruning = says('prune', 'disabled');
/** Flux leaves it alone altogether. */
export const isKeptFromReconciling = says('reconcile', 'disabled');
/** Applied once, then its own. */
export const isAppliedOnce = says('ssa', 'ifnotpresent');
/** Deleted and made anew when a field cannot be changed. */
export const isForced = says('force', 'enabled');
