import { z } from 'zod';
import { condition } from './condition';
import { count, list, metadata, section, text } from './fields';

const reported = condition.extend({
  observedGeneration: count,
  /** `Info`: working on it; `Warning`: tries again; `Error`: gave up. */
  severity: text,
});

/** An Azure resource under Azure Service Operator, reduced to what the operator and Azure say of its state. */
export const azureResourceSchema = z
  .object({
    metadata: metadata.extend({ generation: count }),
    status: section({
      conditions: list(reported),
      /** Of a FlexibleServer. */
      state: text,
      /** Of a cache. */
      provisioningState: text,
      resourceState: text,
      highAvailability: section({ state: text }),
    }),
  })
  .transform(({ metadata: { name, namespace, generation }, status }) => {
    const ready = status.conditions.find(({ type }) => type === 'Ready');
    return {
      name,
      namespace,
      ready,
      /** The operator has not taken up what was last asked for: all that it says is of before. */
      behind: (ready?.observedGeneration ?? -1) < (generation ?? 0),
      state: status.state ?? status.resourceState ?? status.provisioningState,
      standby: status.highAvailability.state,
    };
  });
export type AzureResourceRecord = z.output<typeof azureResourceSchema>;
