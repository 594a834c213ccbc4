import { z } from 'zod';
import { metadata, section, textMap } from './fields';
import { parseQuantity } from './quantity';

const quantities = textMap.transform((values, context) =>
  Object.entries(values).map(([resource, value]) => {
    const amount = parseQuantity(value);
    if (amount === undefined) {
      context.addIssue({ code: 'custom', message: `${value} is no quantity` });
    }
    return { resource, value, amount: amount ?? 0 };
  }),
);

export const resourceQuotaSchema = z
  .object({
    metadata,
    status: section({ hard: quantities, used: quantities }),
  })
  .transform(({ metadata: { name, namespace }, status: { hard, used } }) => ({
    name,
    namespace,
    usage: hard.flatMap(limit => {
      const use = used.find(({ resource }) => resource === limit.resource);
      return use ? [{ resource: limit.resource, hard: limit, used: use }] : [];
    }),
  }));
export type ResourceQuotaRecord = z.output<typeof resourceQuotaSchema>;
