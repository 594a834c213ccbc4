import { z } from 'zod';
import { conditions } from './condition';
import { metadata, section } from './fields';

/** An Argo CD ApplicationSet: what makes Applications. */
export const applicationSetSchema = z
  .object({ metadata, status: section({ conditions }) })
  .transform(({ metadata: { name, namespace }, status }) => ({
    name,
    namespace,
    conditions: status.conditions,
  }));
export type ApplicationSetRecord = z.output<typeof applicationSetSchema>;
