import { DriftQuery, driftListSchema } from '@plumbline/plugin-odoo-common';
import { Requester } from './request';

/** Where cluster, repository and golden path differ. */
export function createDriftApi(requester: Requester) {
  return {
    listDrift(query: Partial<DriftQuery>, signal?: AbortSignal) {
      return requester.json(['drift'], driftListSchema, { query, signal });
    },
  };
}
