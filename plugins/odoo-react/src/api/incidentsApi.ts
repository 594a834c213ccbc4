import {
  IncidentQuery,
  incidentListSchema,
} from '@plumbline/plugin-odoo-common';
import { Requester } from './request';

/** Environments that are not well for one cause. */
export function createIncidentsApi(requester: Requester) {
  return {
    listIncidents(query: Partial<IncidentQuery>, signal?: AbortSignal) {
      return requester.json(['incidents'], incidentListSchema, {
        query,
        signal,
      });
    },
  };
}
