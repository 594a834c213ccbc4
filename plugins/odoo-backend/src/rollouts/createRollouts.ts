import {
  AuditorService,
  AuthService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { Platform } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { SessionApprovers } from '../change/access';
import { ChangeContext } from '../change/ChangeContext';
import { ChangeProposals, ChangeReviews } from '../change/people';
import { Observe } from '../observe';
import { createRolloutsRouter } from '../routes/rollouts';
import { RolloutDriver } from './RolloutDriver';
import { RolloutStore } from './RolloutStore';
import { Rollouts } from './Rollouts';

export interface CreateRolloutsOptions {
  knex: Knex;
  platform: Platform;
  observe: Observe;
  changes: {
    proposals: ChangeProposals;
    reviews: ChangeReviews;
    sessions: SessionApprovers;
    context: ChangeContext;
  };
  auth: AuthService;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
  logger: LoggerService;
}

/** A release reaches a ring: one change for each environment under one parent. */
export function createRollouts(options: CreateRolloutsOptions) {
  const { knex, platform, observe, changes, auditor, logger } = options;
  const { proposals, reviews, sessions, context } = changes;
  const store = new RolloutStore(knex, () => observe.signals.tell('changes'));
  const driver = new RolloutDriver({
    knex,
    store,
    proposals,
    changes: context,
    auditor,
    logger,
  });
  const { registry, access, readModel } = observe;
  const rollouts = new Rollouts({
    knex,
    store,
    registry,
    platform,
    access,
    readModel,
    reviews,
    sessions,
  });
  const router = createRolloutsRouter({
    ...options,
    access,
    knex,
    rollouts,
    reviews,
  });
  return { router, driver };
}
