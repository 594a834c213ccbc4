import { z } from 'zod';

const MAX_ITEMS = 1000;
const text = z.string().max(1024);
const texts = z.array(text).max(MAX_ITEMS);

/** metav1.LabelSelector; empty selects everything. */
export const labelSelectorSchema = z.strictObject({
  matchLabels: z.record(text, text).optional(),
  matchExpressions: z
    .array(
      z.strictObject({
        key: text,
        operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist']),
        values: texts.optional(),
      }),
    )
    .max(MAX_ITEMS)
    .optional(),
});
export type LabelSelector = z.infer<typeof labelSelectorSchema>;

const resourceRuleSchema = z.strictObject({
  apiGroups: texts.min(1),
  apiVersions: texts.min(1),
  resources: texts.min(1),
  operations: z
    .array(z.enum(['CREATE', 'UPDATE', 'DELETE', 'CONNECT', '*']))
    .min(1),
  resourceNames: texts.optional(),
  scope: z.enum(['Cluster', 'Namespaced', '*']).default('*'),
});
export type ResourceRule = z.infer<typeof resourceRuleSchema>;

/** admissionregistration.k8s.io/v1 MatchResources. */
export const matchResourcesSchema = z.strictObject({
  namespaceSelector: labelSelectorSchema.optional(),
  objectSelector: labelSelectorSchema.optional(),
  resourceRules: z.array(resourceRuleSchema).max(MAX_ITEMS).optional(),
  excludeResourceRules: z.array(resourceRuleSchema).max(MAX_ITEMS).optional(),
  matchPolicy: z.enum(['Exact', 'Equivalent']).default('Equivalent'),
});
export type MatchResources = z.infer<typeof matchResourcesSchema>;
