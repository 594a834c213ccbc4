import { z } from 'zod';
import { count, list, metadata, section, text, time } from './fields';

const argoCondition = z.object({ type: z.string(), message: text });

const revision = section({ revision: text });

const operationState = z
  .object({
    phase: text,
    message: text,
    startedAt: time,
    finishedAt: time,
    retryCount: count,
    operation: section({ sync: revision }),
    syncResult: revision,
  })
  .nullish()
  .transform(value =>
    value
      ? {
          phase: value.phase,
          message: value.message,
          startedAt: value.startedAt,
          finishedAt: value.finishedAt,
          /** How often it has failed and is, or was, tried again. */
          retries: value.retryCount ?? 0,
          revision: value.syncResult.revision ?? value.operation.sync.revision,
        }
      : undefined,
  );

/** An Argo CD Application with one source. */
export const applicationSchema = z
  .object({
    metadata,
    spec: section({ project: text }),
    status: section({
      reconciledAt: time,
      sync: section({ status: text, revision: text }),
      health: section({
        status: text,
        message: text,
        lastTransitionTime: time,
      }),
      resources: list(
        z.object({
          kind: text,
          name: text,
          status: text,
          health: section({ status: text, message: text }),
        }),
      ),
      conditions: list(argoCondition),
      operationState,
      history: list(z.object({ revision: text, deployedAt: time })),
    }),
  })
  .transform(({ metadata: { name, namespace }, spec, status }) => ({
    name,
    namespace,
    project: spec.project,
    reconciledAt: status.reconciledAt,
    sync: status.sync,
    health: status.health,
    /** Only what is not as it should be: an Application can own hundreds of objects. */
    outOfSync: status.resources
      .filter(resource => resource.status === 'OutOfSync')
      .map(resource => `${resource.kind} ${resource.name}`),
    unhealthy: status.resources
      .filter(({ health }) =>
        ['Degraded', 'Missing', 'Progressing'].includes(health.status ?? ''),
      )
      .map(({ kind, name: object, health }) => ({
        object: `${kind} ${object}`,
        status: health.status,
        message: health.message,
      })),
    errors: status.conditions.filter(({ type }) => type.endsWith('Error')),
    operation: status.operationState,
    /** Argo CD appends to the history when a sync has succeeded, and only then. */
    lastSync: status.history.at(-1),
  }));
export type ApplicationRecord = z.output<typeof applicationSchema>;
