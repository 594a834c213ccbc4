import { z } from 'zod';
import {
  LABELS,
  MAINTENANCE_ANNOTATION,
  PLANNED_MAINTENANCE,
} from '@plumbline/plugin-odoo-common';
import { conditions, isTrue } from './condition';
import { count, metadata, section, textMap, time } from './fields';

export const jobSchema = z
  .object({
    metadata: metadata.extend({ labels: textMap, annotations: textMap }),
    spec: section({ activeDeadlineSeconds: count }),
    status: section({
      startTime: time,
      completionTime: time,
      active: count,
      conditions,
    }),
  })
  .transform(
    ({ metadata: { name, namespace, labels, annotations }, spec, status }) => ({
      name,
      namespace,
      component: labels[LABELS.component],
      /** By the plan everybody is stopped while it runs. */
      maintenance: annotations[MAINTENANCE_ANNOTATION] === PLANNED_MAINTENANCE,
      active: status.active ?? 0,
      activeDeadlineSeconds: spec.activeDeadlineSeconds,
      startedAt: status.startTime,
      finished:
        status.completionTime !== undefined ||
        isTrue(status.conditions, 'Complete') ||
        isTrue(status.conditions, 'Failed'),
    }),
  );
export type JobRecord = z.output<typeof jobSchema>;
