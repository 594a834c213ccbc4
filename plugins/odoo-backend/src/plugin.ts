import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { ConflictError, InputError } from '@backstage/errors';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  Collector,
  PipelineEvidenceReader,
  RecoveryOrderPublisher,
  PullRequestHost,
  gitOpsRepositoryServiceRef,
  odooCollectorsExtensionPoint,
  odooPipelineEvidenceExtensionPoint,
  odooPullRequestHostExtensionPoint,
  odooRecoveryOrderExtensionPoint,
} from '@plumbline/plugin-odoo-node';
import {
  DatabaseCommitLedger,
  createChanges,
  pastEnvironments,
  pendingChanges,
  scheduleChanges,
} from './change';
import { readConfig, schedulesTests } from './config';
import {
  readFreezes,
  scheduleComparison,
  schedulePublication,
} from './freezes';
import { createObserve } from './observe';
import { registerPermissions } from './permissions';
import { migrate } from './readModel';
import { createRollouts, scheduleRollouts } from './rollouts';
import { createRouter } from './router';
import { createSeriesUpgrades, scheduleSeriesUpgrades } from './seriesUpgrades';
import { scheduleTasks } from './scheduleTasks';

/** The backend of Plumbline: registry, read model, collection, change control and the HTTP API under `/api/odoo`. */
export const odooPlugin = createBackendPlugin({
  pluginId: 'odoo',
  register(env) {
    const collectors: Collector[] = [];
    env.registerExtensionPoint(odooCollectorsExtensionPoint, {
      addCollector: collector => {
        collectors.push(collector);
      },
    });

    const publishers: RecoveryOrderPublisher[] = [];
    env.registerExtensionPoint(odooRecoveryOrderExtensionPoint, {
      addPublisher: publisher => {
        publishers.push(publisher);
      },
    });

    const pipelines: PipelineEvidenceReader[] = [];
    env.registerExtensionPoint(odooPipelineEvidenceExtensionPoint, {
      addReader: reader => {
        if (pipelines.some(({ provider }) => provider === reader.provider)) {
          throw new ConflictError(`${reader.provider} has a reader already`);
        }
        pipelines.push(reader);
      },
    });

    let host: PullRequestHost | undefined;
    env.registerExtensionPoint(odooPullRequestHostExtensionPoint, {
      setHost: given => {
        if (host) throw new ConflictError('The repository has a host already');
        host = given;
      },
    });

    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        repository: gitOpsRepositoryServiceRef,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init({ config: rootConfig, database, httpRouter, ...services }) {
        const config = readConfig(rootConfig);
        if (config.gitops.host && !host) {
          throw new InputError(
            'odoo.gitops.host needs a module that knows it: add @plumbline/plugin-odoo-backend-module-pull-requests',
          );
        }
        const knex = await migrate(database);

        const ledger = new DatabaseCommitLedger(knex);
        const observe = createObserve({
          ...services,
          config,
          knex,
          collectors,
          pipelines,
          publishers,
          ledger,
        });
        const changes = createChanges({
          ...services,
          config,
          knex,
          observe,
          host,
          appUrl: rootConfig.getOptionalString('app.baseUrl'),
        });
        const rollouts = createRollouts({
          ...services,
          knex,
          platform: config.platform,
          observe,
          changes,
        });
        const seriesUpgrades = createSeriesUpgrades({
          ...services,
          knex,
          platform: config.platform,
          observe,
          changes,
        });
        const freezes = readFreezes(knex, {
          platform: config.platform,
          registry: observe.registry,
          repository: services.repository,
        });
        services.lifecycle.addShutdownHook(() => changes.worker.stop());
        registerPermissions(services.permissionsRegistry, observe.readModel);
        httpRouter.use(
          createRouter({
            ...services,
            platform: config.platform,
            observe,
            pendingChanges: pendingChanges(knex),
            past: pastEnvironments(knex),
            freezes,
            changes: [changes.router, rollouts.router, seriesUpgrades.router],
          }),
        );
        await scheduleTasks(services.scheduler, {
          observe,
          knex,
          collection: config.collection,
          history: config.history,
          tellsPeople: config.health.notifications,
        });
        if (changes.freezes) {
          await schedulePublication(services.scheduler, changes.freezes);
          await scheduleComparison(services.scheduler, freezes);
        }
        await scheduleRollouts(services.scheduler, rollouts.driver);
        await scheduleSeriesUpgrades(services.scheduler, seriesUpgrades.settle);
        await scheduleChanges(services.scheduler, {
          worker: changes.worker,
          registry: observe.registry,
          ledger,
          endExpired: changes.endExpired,
          proposeTests: schedulesTests(config)
            ? changes.proposeTests
            : undefined,
        });
      },
    });
  },
});
