import { z } from 'zod';
import { count, list, metadata, section, text, time } from './fields';

const argoCondition = z.object({ type: z.string(), message: text });

const request = section({
  revision: text,
  resources: list(z.unknown()),
  syncOptions: list(z.string()),
});

const result = section({
  revision: text,
  resources: list(
    z.object({ kind: text, name: text, status: text, hookType: text }),
  ),
});

/** Everything that a sync has applied, `Kind name`; undefined when it does not tell, for it was of a part only. */
function appliedBy(
  { resources, syncOptions }: z.output<typeof request>,
  synced: z.output<typeof result>,
): string[] | undefined {
  const partial =
    resources.length > 0 || syncOptions.includes('ApplyOutOfSyncOnly=true');
  const applied = synced.resources
    .filter(({ status, hookType }) => status !== 'Pruned' && !hookType)
    .map(({ kind, name }) => `${kind} ${name}`);
  return partial || applied.length === 0 ? undefined : applied;
}

const operationState = z
  .object({
    phase: text,
    message: text,
    startedAt: time,
    finishedAt: time,
    retryCount: count,
    operation: section({ sync: request }),
    syncResult: result,
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
          applied: appliedBy(value.operation.sync, value.syncResult),
        }
      : undefined,
  );

/** The project of an Application that names none. */
export const DEFAULT_PROJECT = 'default';

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
