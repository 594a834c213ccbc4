import { z } from 'zod';
import { tenantSchema } from './ref';
import { environmentSpecSchema, placementSchema } from './spec';
import { stageSchema } from './stage';
import { upgradeSchema } from './upgrade';

/** `environments/<tenant>/<stage>/environment.yaml`, changed only through changes. */
export const environmentDocumentSchema = z.strictObject({
  apiVersion: z.literal('plumbline.dev/v1'),
  kind: z.literal('OdooEnvironment'),
  metadata: z.strictObject({ tenant: tenantSchema, stage: stageSchema }),
  spec: environmentSpecSchema,
  placement: placementSchema,
  upgrade: upgradeSchema.optional(),
});
export type EnvironmentDocument = z.infer<typeof environmentDocumentSchema>;
