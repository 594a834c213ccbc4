import {
  AuditorService,
  AuthService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { Platform, judgeRestorePoint } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { ChangeAccess } from '../change/access';
import { ChangeContext } from '../change/ChangeContext';
import { ChangeProposals } from '../change/people';
import { Observe } from '../observe';
import { createSeriesUpgradesRouter } from '../routes/seriesUpgrades';
import { FactSources } from './readSeriesUpgradeFacts';
import { SeriesUpgradeStore } from './SeriesUpgradeStore';
import { SeriesUpgrades } from './SeriesUpgrades';
import { settleSeriesUpgrades } from './settleSeriesUpgrades';

export interface CreateSeriesUpgradesOptions {
  knex: Knex;
  platform: Pick<Platform, 'series' | 'tiers'>;
  observe: Observe;
  changes: {
    proposals: ChangeProposals;
    access: ChangeAccess;
    context: Pick<ChangeContext, 'recovery'>;
  };
  auth: AuthService;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
  logger: LoggerService;
}

/** A production moves to a new series: a sequence of changes under one parent. */
export function createSeriesUpgrades(options: CreateSeriesUpgradesOptions) {
  const { knex, platform, observe, changes } = options;
  const { registry, access, signals } = observe;
  const store = new SeriesUpgradeStore(knex, () => signals.tell('changes'));
  const { proposals, access: changeAccess, context } = changes;
  const restorePoint: Required<FactSources>['restorePoint'] = async (
    environment,
    { tier, ...input },
  ) =>
    judgeRestorePoint({
      ...input,
      takenAfterThe: 'stop',
      policy: platform.tiers[tier],
      facts: await context.recovery.facts(environment),
    });
  const seriesUpgrades = new SeriesUpgrades({
    knex,
    store,
    registry,
    platform,
    restorePoint,
    access,
    changeAccess,
    proposals,
  });
  const router = createSeriesUpgradesRouter({
    ...options,
    access,
    registry,
    restorePoint,
    seriesUpgrades,
  });
  const settle = (signal?: AbortSignal) =>
    settleSeriesUpgrades({ ...options, store, registry, restorePoint }, signal);
  return { router, settle };
}
