import { FROZEN_UNTIL_ANNOTATION } from '@plumbline/plugin-odoo-common';
import { z } from 'zod';
import { conditions } from './condition';
import {
  count,
  flag,
  list,
  metadata,
  section,
  text,
  textMap,
  time,
} from './fields';

const snapshot = z.object({ lastReconciled: time, lastReconciledStatus: text });

/** A Flux Kustomization, the object that applies a folder of the GitOps repository. */
export const kustomizationSchema = z
  .object({
    metadata: metadata.extend({ generation: count, annotations: textMap }),
    spec: section({
      suspend: flag,
      interval: text,
      wait: flag,
      healthChecks: list(z.unknown()),
      sourceRef: section({ kind: text, name: text, namespace: text }),
    }),
    status: section({
      observedGeneration: count,
      lastAppliedRevision: text,
      lastAppliedOriginRevision: text,
      lastAttemptedRevision: text,
      conditions,
      history: list(snapshot),
    }),
  })
  .transform(
    ({
      metadata: { name, namespace, generation, annotations },
      spec,
      status,
    }) => ({
      name,
      namespace,
      suspended: spec.suspend,
      /** Until when a freeze has suspended it; absent: somebody has by hand, if anybody. */
      frozen: annotations[FROZEN_UNTIL_ANNOTATION],
      interval: spec.interval,
      /** Without one, Ready says that objects were applied, not that they are well. */
      checksHealth: spec.wait || spec.healthChecks.length > 0,
      source: {
        kind: spec.sourceRef.kind,
        name: spec.sourceRef.name ?? '',
        namespace: spec.sourceRef.namespace ?? namespace,
      },
      behind: (status.observedGeneration ?? -1) < (generation ?? 0),
      applied: status.lastAppliedRevision,
      /** The commit, where the source is an artifact that was built from one. */
      appliedOrigin: status.lastAppliedOriginRevision,
      attempted: status.lastAttemptedRevision,
      lastReconciledAt: status.history[0]?.lastReconciled,
      /** How that ended; only newer releases of Flux keep it. Stands while Ready is Unknown because Flux tries again. */
      lastOutcome: status.history[0]?.lastReconciledStatus,
      conditions: status.conditions,
    }),
  );
export type KustomizationRecord = z.output<typeof kustomizationSchema>;
