import {
  EnvironmentRef,
  RecoveryQuery,
  RecoveryStatement,
  changeSchema,
  formatEnvironmentRef,
  recoveryDetailSchema,
  recoveryListSchema,
  recoveryOrderSchema,
  recoveryRecordSchema,
  restorePlanSchema,
} from '@plumbline/plugin-odoo-common';
import { ProposeOptions } from './changesApi';
import { Requester } from './request';

export interface RestoreTestRequest {
  environment: EnvironmentRef;
  reason: string;
  /** RFC 3339; absent for the newest restore point. */
  to?: string;
  /** Of the preview that was seen. */
  expectedContentHash?: string;
}

/** What can be restored, what proves it, and what people stated about it. */
export function createRecoveryApi(requester: Requester) {
  const decide = (ref: EnvironmentRef, id: string, decision: string) =>
    requester.json(
      ['recovery', ref.tenant, ref.stage, 'records', id, decision],
      recoveryRecordSchema,
      { method: 'POST', body: {} },
    );
  const proposeRestoreTest = (
    request: RestoreTestRequest & { dryRun: boolean },
    options: ProposeOptions = {},
  ) => {
    const { environment, to, ...rest } = request;
    const { idempotencyKey, signal } = options;
    return requester.json(['changes'], changeSchema, {
      method: 'POST',
      body: {
        kind: 'restore-test',
        environment: formatEnvironmentRef(environment),
        ...rest,
        ...(to === undefined ? {} : { restoreTest: { to } }),
      },
      headers: idempotencyKey ? { 'Idempotency-Key': idempotencyKey } : {},
      signal,
    });
  };
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
    confirmRecoveryRecord(ref: EnvironmentRef, id: string) {
      return decide(ref, id, 'confirm');
    },
    withdrawRecoveryRecord(ref: EnvironmentRef, id: string) {
      return decide(ref, id, 'withdraw');
    },
    /** What would be done; nothing is stored and the answer has no id. */
    previewRestoreTest(request: RestoreTestRequest, signal?: AbortSignal) {
      return proposeRestoreTest({ ...request, dryRun: true }, { signal });
    },
    requestRestoreTest(request: RestoreTestRequest, idempotencyKey: string) {
      return proposeRestoreTest(
        { ...request, dryRun: false },
        { idempotencyKey },
      );
    },
  };
}
