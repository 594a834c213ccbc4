import {
  AuditorService,
  AuthService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { Platform } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { ChangeAccess } from '../change/access';
import { ChangeProposals } from '../change/people';
import { Observe } from '../observe';
import { createSeriesUpgradesRouter } from '../routes/seriesUpgrades';
import { SeriesUpgradeStore } from './SeriesUpgradeStore';
import { SeriesUpgrades } from './SeriesUpgrades';
import { settleSeriesUpgrades } from './settleSeriesUpgrades';

export interface CreateSeriesUpgradesOptions {
  knex: Knex;
  platform: Platform;
  observe: Observe;
  changes: { proposals: ChangeProposals; access: ChangeAccess };
  auth: AuthService;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
  logger: LoggerService;
}

/** A production moves to a new series: a sequence of changes under one parent. */
export function createSeriesUpgrades(options: CreateSeriesUpgradesOptions) {
  const { knex, observe, changes } = options;
  const { registry, access, signals } = observe;
  const store = new SeriesUpgradeStore(knex, () => signals.tell('changes'));
  const { proposals, access: changeAccess } = changes;
  const seriesUpgrades = new SeriesUpgrades({
    knex,
    store,
    registry,
    platform: options.platform,
    access,
    changeAccess,
    proposals,
  });
  const router = createSeriesUpgradesRouter({
    ...options,
    access,
    registry,
    seriesUpgrades,
  });
  const settle = (signal?: AbortSignal) =>
    settleSeriesUpgrades({ ...options, store, registry }, signal);
  return { router, settle };
}
