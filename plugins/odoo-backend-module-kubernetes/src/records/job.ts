import { z } from 'zod';
import { LABELS } from '@plumbline/plugin-odoo-common';
import { conditions, isTrue } from './condition';
import { count, metadata, section, textMap, time } from './fields';

export const jobSchema = z
  .object({
    metadata: metadata.extend({ labels: textMap }),
    spec: section({ activeDeadlineSeconds: count }),
    status: section({ startTime: time, completionTime: time, conditions }),
  })
  .transform(({ metadata: { name, namespace, labels }, spec, status }) => ({
    name,
    namespace,
    component: labels[LABELS.component],
    activeDeadlineSeconds: spec.activeDeadlineSeconds,
    startedAt: status.startTime,
    finished:
      status.completionTime !== undefined ||
      isTrue(status.conditions, 'Complete') ||
      isTrue(status.conditions, 'Failed'),
  }));
export type JobRecord = z.output<typeof jobSchema>;
