import {
  AuditorService,
  AuditorServiceEventSeverityLevel,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { Request } from 'express';

interface AuditedMutation {
  eventId: string;
  /** Absent for what the portal does by itself. */
  request?: Request;
  /** Default `medium`. */
  severityLevel?: AuditorServiceEventSeverityLevel;
  meta?: JsonObject;
}

/**
 * Runs a mutation inside an audit event that is closed on every path.
 *
 * @param outcome - what the event says of a result, where going through is not all there is to say
 */
export async function audited<T>(
  auditor: AuditorService,
  { eventId, request, severityLevel = 'medium', meta }: AuditedMutation,
  mutate: () => Promise<T>,
  outcome?: (result: T) => JsonObject,
): Promise<T> {
  const event = await auditor.createEvent({
    eventId,
    request,
    severityLevel,
    meta,
  });
  try {
    const result = await mutate();
    await event.success(outcome && { meta: outcome(result) });
    return result;
  } catch (error) {
    await event.fail({ error: toError(error) });
    throw error;
  }
}
