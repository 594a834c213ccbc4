import { ComponentName, labelsOf } from './labels';
import { Manifest } from './manifest';
import { ObjectContext } from './objectContext';

/**
 * Order in which Argo CD applies: each wave waits until the one before is healthy.
 * The filestore comes with its first consumer: a claim that waits for one would block its wave.
 */
export const WAVES = {
  namespace: -30,
  guardrails: -25,
  secrets: -20,
  backupStore: -10,
  database: -5,
  databaseAccess: 0,
  migration: 5,
  filestore: 10,
  workloads: 10,
  edge: 15,
} as const;

interface MetadataOptions {
  name: string;
  component: ComponentName;
  wave: keyof typeof WAVES;
  /**
   * The object holds data, or its deletion would take data along. Neither Argo CD nor Flux then prunes
   * it when it leaves Git or deletes it with its Application: a revert cannot destroy data.
   */
  holdsData?: true;
  annotations?: Record<string, string>;
}

/** Metadata of an object in the context's namespace. */
export function metadataOf(
  context: ObjectContext,
  { name, component, wave, holdsData, annotations }: MetadataOptions,
): Manifest['metadata'] {
  return {
    name,
    namespace: context.namespace,
    labels: labelsOf(context, component),
    annotations: {
      'argocd.argoproj.io/sync-wave': String(WAVES[wave]),
      ...(holdsData && {
        'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
        'kustomize.toolkit.fluxcd.io/prune': 'disabled',
      }),
      ...annotations,
    },
  };
}
