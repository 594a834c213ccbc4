import {
  Acknowledge,
  DailyHistoryQuery,
  EnvironmentQuery,
  EnvironmentRef,
  HistoryQuery,
  acknowledgementSchema,
  dailyHistorySchema,
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
    getHistory(
      { tenant, stage }: EnvironmentRef,
      query: Partial<HistoryQuery>,
      signal?: AbortSignal,
    ) {
      return requester.json(
        ['environments', tenant, stage, 'history'],
        historySchema,
        { query, signal },
      );
    },
    /** Day by day, with what happened meanwhile. */
    getDailyHistory(
      { tenant, stage }: EnvironmentRef,
      query: DailyHistoryQuery,
      signal?: AbortSignal,
    ) {
      return requester.json(
        ['environments', tenant, stage, 'daily'],
        dailyHistorySchema,
        { query, signal },
      );
    },
    /** Somebody looks after its state, or wants to hear no more of it for a while. */
    acknowledge({ tenant, stage }: EnvironmentRef, said: Acknowledge) {
      return requester.json(
        ['environments', tenant, stage, 'acknowledgements'],
        acknowledgementSchema,
        { method: 'POST', body: said },
      );
    },
    withdrawAcknowledgement({ tenant, stage }: EnvironmentRef, id: string) {
      return requester.send(
        ['environments', tenant, stage, 'acknowledgements', id],
        { method: 'DELETE' },
      );
    },
  };
}
