import { z } from 'zod';
import { MAX_EXPRESSION_LENGTH } from '../cel/compile';
import { labelSelectorSchema, matchResourcesSchema } from './matchSchema';

/** The API version of policies and bindings; older versions are refused. */
export const POLICY_API_VERSION = 'admissionregistration.k8s.io/v1';

const MAX_ITEMS = 200;
const expression = z
  .string()
  .max(MAX_EXPRESSION_LENGTH)
  .refine(written => written.trim() !== '', 'must not be empty');
const text = z.string().max(5 * 1024);
const name = z
  .string()
  .max(253)
  .regex(/^[a-z0-9][-.a-z0-9]*$/, 'must be a lower-case DNS name');
const identifier = z
  .string()
  .max(253)
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be a CEL identifier');
const strings = z.record(text, text);
const metadataSchema = z.strictObject({
  name,
  labels: strings.optional(),
  annotations: strings.optional(),
});

function unique(items: readonly { name: string }[]): boolean {
  return new Set(items.map(item => item.name)).size === items.length;
}

const validationSchema = z.strictObject({
  expression,
  message: text
    .refine(message => message.trim() !== '', 'must not be empty')
    .refine(message => !/[\r\n]/.test(message.trim()), 'must be one line')
    .optional(),
  messageExpression: expression.optional(),
  reason: z
    .enum(['Unauthorized', 'Forbidden', 'Invalid', 'RequestEntityTooLarge'])
    .optional(),
});

/** A ValidatingAdmissionPolicy as kept in Git: no status, no unknown field. */
export const policySchema = z.strictObject({
  apiVersion: z.literal(POLICY_API_VERSION),
  kind: z.literal('ValidatingAdmissionPolicy'),
  metadata: metadataSchema,
  spec: z
    .strictObject({
      failurePolicy: z.enum(['Fail', 'Ignore']).default('Fail'),
      paramKind: z
        .strictObject({ apiVersion: text.min(1), kind: text.min(1) })
        .optional(),
      matchConstraints: matchResourcesSchema.extend({
        resourceRules: matchResourcesSchema.shape.resourceRules.unwrap().min(1),
      }),
      matchConditions: z
        .array(z.strictObject({ name: text.min(1), expression }))
        .max(64)
        .refine(unique, 'names must be unique')
        .default([]),
      variables: z
        .array(z.strictObject({ name: identifier, expression }))
        .max(MAX_ITEMS)
        .refine(unique, 'names must be unique')
        .default([]),
      validations: z.array(validationSchema).max(MAX_ITEMS).default([]),
      auditAnnotations: z
        .array(
          z.strictObject({ key: text.min(1), valueExpression: expression }),
        )
        .max(20)
        .default([]),
    })
    .refine(
      spec => spec.validations.length + spec.auditAnnotations.length > 0,
      'needs validations or auditAnnotations',
    ),
});
export type AdmissionPolicy = z.infer<typeof policySchema>;

const actionSchema = z.enum(['Deny', 'Warn', 'Audit']);

/** A ValidatingAdmissionPolicyBinding as kept in Git. */
export const bindingSchema = z.strictObject({
  apiVersion: z.literal(POLICY_API_VERSION),
  kind: z.literal('ValidatingAdmissionPolicyBinding'),
  metadata: metadataSchema,
  spec: z.strictObject({
    policyName: name,
    matchResources: matchResourcesSchema.optional(),
    paramRef: z
      .strictObject({
        name: text.min(1).optional(),
        namespace: text.min(1).optional(),
        selector: labelSelectorSchema.optional(),
        parameterNotFoundAction: z.enum(['Allow', 'Deny']),
      })
      .refine(
        ref => (ref.name === undefined) !== (ref.selector === undefined),
        'needs either name or selector',
      )
      .optional(),
    validationActions: z
      .array(actionSchema)
      .min(1)
      .refine(
        actions => !(actions.includes('Deny') && actions.includes('Warn')),
        'Deny and Warn cannot be combined',
      ),
  }),
});
export type PolicyBinding = z.infer<typeof bindingSchema>;

/** Any other object in a policy folder: a parameter that bindings refer to. */
export const paramSchema = z.looseObject({
  apiVersion: text.min(1),
  kind: text.min(1),
  metadata: z.looseObject({
    name,
    namespace: text.optional(),
    labels: strings.optional(),
  }),
});
export type PolicyParam = z.infer<typeof paramSchema>;
