import {
  EnvironmentRef,
  RecoveryQuery,
  RecoveryStatement,
  recoveryDetailSchema,
  recoveryListSchema,
  recoveryOrderSchema,
  recoveryRecordSchema,
  restorePlanSchema,
} from '@plumbline/plugin-odoo-common';
import { Requester } from './request';

/** What can be restored, what proves it, and what people stated about it. */
export function createRecoveryApi(requester: Requester) {
  const decide = (id: string, decision: 'confirm' | 'withdraw') =>
    requester.json(
      ['recovery', 'records', id, decision],
      recoveryRecordSchema,
      { method: 'POST', body: {} },
    );
  return {
    listRecovery(query: Partial<RecoveryQuery>, signal?: AbortSignal) {
      return requester.json(['recovery'], recoveryListSchema, {
        query,
        signal,
      });
    },
    /** The whole list that the filters let through, as CSV. */
    getRecoveryCsv(query: Partial<Omit<RecoveryQuery, 'limit' | 'cursor'>>) {
      return requester.blob(['recovery.csv'], { query });
    },
    getRecovery(ref: EnvironmentRef, signal?: AbortSignal) {
      return requester.json(
        ['recovery', ref.tenant, ref.stage],
        recoveryDetailSchema,
        { signal },
      );
    },
    /** What a restore to that moment (RFC 3339) would take; nothing is executed. */
    planRestore(ref: EnvironmentRef, to: string, signal?: AbortSignal) {
      return requester.json(
        ['recovery', ref.tenant, ref.stage, 'plan'],
        restorePlanSchema,
        { query: { to }, signal },
      );
    },
    getRecoveryOrder(
      of: { tenant: string } | { region: string },
      signal?: AbortSignal,
    ) {
      return requester.json(['recovery-order'], recoveryOrderSchema, {
        query: of,
        signal,
      });
    },
    /** It counts once a second person has confirmed it. */
    stateRecovery(ref: EnvironmentRef, statement: RecoveryStatement) {
      return requester.json(
        ['recovery', ref.tenant, ref.stage, 'records'],
        recoveryRecordSchema,
        { method: 'POST', body: statement },
      );
    },
    confirmRecoveryRecord(id: string) {
      return decide(id, 'confirm');
    },
    withdrawRecoveryRecord(id: string) {
      return decide(id, 'withdraw');
    },
  };
}
