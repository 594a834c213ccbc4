import { z } from 'zod';
import { conditions } from './condition';
import { count, metadata, section, time } from './fields';

export const certificateSchema = z
  .object({
    metadata,
    status: section({
      conditions,
      notAfter: time,
      renewalTime: time,
      lastFailureTime: time,
      failedIssuanceAttempts: count,
    }),
  })
  .transform(({ metadata: { name, namespace }, status }) => ({
    name,
    namespace,
    conditions: status.conditions,
    notAfter: status.notAfter,
    renewalAt: status.renewalTime,
    lastFailureAt: status.lastFailureTime,
    failedAttempts: status.failedIssuanceAttempts ?? 0,
  }));
export type CertificateRecord = z.output<typeof certificateSchema>;
