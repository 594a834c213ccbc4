import {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  RecoveryRecord,
  RecoveryStatement,
  checkStatement,
  decideRecord,
  odooChangeApprovePermission,
  odooChangeOverridePermission,
  odooChangeProposePermission,
} from '@plumbline/plugin-odoo-common';
import { randomUUID } from 'node:crypto';
import { refusalError } from '../../change/refusalError';
import { EnvironmentAccess } from '../../permissions';
import { ReadModel } from '../../readModel';
import { fieldErrors } from '../../routes/parse';
import { RecoveryAssessor } from '../assess/RecoveryAssessor';
import { RecordStore } from './RecordStore';

type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

/** An exemption overrides what the tier demands; a drill is confirmed like a change. */
const CONFIRMED_BY = {
  exemption: odooChangeOverridePermission,
  drill: odooChangeApprovePermission,
};

/** Every assessment reads them: nobody can pile them up. */
const MOST_WAITING = 50;

/** Exemptions and drills: one person states, a second one confirms. */
export class RecoveryRecords {
  readonly #store: RecordStore;
  readonly #access: EnvironmentAccess;
  readonly #readModel: ReadModel;
  readonly #assessor: RecoveryAssessor;

  constructor(options: {
    store: RecordStore;
    access: EnvironmentAccess;
    readModel: ReadModel;
    assessor: RecoveryAssessor;
  }) {
    this.#store = options.store;
    this.#access = options.access;
    this.#readModel = options.readModel;
    this.#assessor = options.assessor;
  }

  /** Fails with NotFoundError, NotAllowedError, ConflictError and field errors. */
  async state(
    environment: string,
    statement: RecoveryStatement,
    credentials: UserCredentials,
  ): Promise<RecoveryRecord> {
    const now = new Date();
    if (!(await this.#readModel.environment(environment, now))) {
      throw new NotFoundError(`There is no environment ${environment}`);
    }
    await this.#access.authorize(
      odooChangeProposePermission,
      environment,
      credentials,
    );
    const wrong = checkStatement(statement, now);
    if (wrong.length > 0) throw fieldErrors(wrong);
    if ((await this.#store.countWaiting(environment)) >= MOST_WAITING) {
      throw new ConflictError(
        `${MOST_WAITING} statements on ${environment} wait for a second person already: confirm or withdraw some`,
      );
    }
    const record: RecoveryRecord = {
      id: randomUUID(),
      environment,
      statement,
      author: credentials.principal.userEntityRef,
      createdAt: now.toISOString(),
    };
    await this.#store.insert(record);
    await this.#assessor.assess([environment], now);
    return record;
  }

  /** Fails with NotFoundError, NotAllowedError and ConflictError. */
  async decide(
    id: string,
    action: 'confirm' | 'withdraw',
    credentials: UserCredentials,
  ): Promise<RecoveryRecord> {
    const now = new Date();
    const record = await this.#store.get(id);
    const { environment, statement } = record;
    const mayConfirm = await this.#access.allows(
      CONFIRMED_BY[statement.kind],
      environment,
      credentials,
    );
    const ref = credentials.principal.userEntityRef;
    const next = decideRecord(record, action, { ref, mayConfirm }, now);
    if ('refused' in next) throw refusalError(next);
    await this.#store.replace(record, next);
    await this.#assessor.assess([environment], now);
    return next;
  }
}
