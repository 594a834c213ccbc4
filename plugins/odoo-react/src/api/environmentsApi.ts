import {
  EnvironmentQuery,
  EnvironmentRef,
  environmentDetailSchema,
  environmentListSchema,
  historySchema,
} from '@plumbline/plugin-odoo-common';
import { Requester } from './request';

/** The fleet and one environment of it. */
export function createEnvironmentsApi(requester: Requester) {
  return {
    listEnvironments(query: Partial<EnvironmentQuery>, signal?: AbortSignal) {
      return requester.json(['environments'], environmentListSchema, {
        query,
        signal,
      });
    },
    getEnvironment({ tenant, stage }: EnvironmentRef, signal?: AbortSignal) {
      return requester.json(
        ['environments', tenant, stage],
        environmentDetailSchema,
        { signal },
      );
    },
    getHistory({ tenant, stage }: EnvironmentRef, signal?: AbortSignal) {
      return requester.json(
        ['environments', tenant, stage, 'history'],
        historySchema,
        { signal },
      );
    },
  };
}
