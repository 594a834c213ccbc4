import { AuditorService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { Request } from 'express';

interface AuditedMutation {
  eventId: string;
  request: Request;
  meta?: JsonObject;
}

/** Runs a mutation inside an audit event that is closed on every path. */
export async function audited<T>(
  auditor: AuditorService,
  { eventId, request, meta }: AuditedMutation,
  mutate: () => Promise<T>,
): Promise<T> {
  const event = await auditor.createEvent({
    eventId,
    request,
    severityLevel: 'medium',
    meta,
  });
  try {
    const result = await mutate();
    await event.success();
    return result;
  } catch (error) {
    await event.fail({ error: toError(error) });
    throw error;
  }
}
