import {
  AuditorService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { SignalsService } from '@backstage/plugin-signals-node';
import { ProbeId } from '@plumbline/plugin-odoo-common';
import {
  Collector,
  GitOpsRepository,
  PipelineEvidenceReader,
  RecoveryOrderPublisher,
} from '@plumbline/plugin-odoo-node';
import { Knex } from 'knex';
import { AcknowledgementStore } from './acknowledgements';
import { calendarMarks } from './calendar';
import {
  CollectionRunner,
  CollectionService,
  GitCollector,
} from './collection';
import { OdooConfig } from './config';
import { DatabaseServerModel } from './databaseServers';
import { DriftModel } from './drift';
import { GoldenPathModel } from './goldenPath';
import { changeMarks } from './history';
import { IncidentNotifier, Signals } from './notify';
import { EnvironmentAccess } from './permissions';
import {
  OrderPublication,
  RecordStore,
  RecoveryAssessor,
  RecoveryModel,
  RecoveryRecords,
} from './recovery';
import { Assessor, ReadModel, SourceStore } from './readModel';
import {
  DeploymentTask,
  PipelineEvidenceTask,
  PipelineRunStore,
  PipelineRuns,
  ReleaseModel,
} from './releases';
import { CommitLedger, GitRegistry, SnapshotReader } from './registry';

export interface ObserveOptions {
  config: OdooConfig;
  knex: Knex;
  logger: LoggerService;
  events: EventsService;
  scheduler: SchedulerService;
  signals: SignalsService;
  notifications: NotificationService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  repository: GitOpsRepository;
  /** Those of the modules; the one on Git is our own. */
  collectors: readonly Collector[];
  ledger: CommitLedger;
  /** What asks providers of pipelines. */
  pipelines: readonly PipelineEvidenceReader[];
  /** Where the recovery order is published to. */
  publishers: readonly RecoveryOrderPublisher[];
  auditor: AuditorService;
}

/** The half that never changes anything: registry, collection, read model, and who may see it. */
export function createObserve(options: ObserveOptions) {
  const { config, knex, logger, events, repository } = options;
  const gitProbes = GitCollector.probes;
  const claimed: ReadonlyMap<ProbeId, string> = new Map([
    ...options.collectors.flatMap(({ id, probes }) =>
      probes.map(probe => [probe, id] as const),
    ),
    ...gitProbes.map(probe => [probe, 'git'] as const),
  ]);
  const { platformEngineer } = config.roles;
  const signals = new Signals({ service: options.signals, logger });
  const assessor = new Assessor({
    knex,
    events,
    claimed,
    risks: {
      platformTeam: platformEngineer[0],
      series: config.platform.series,
      databaseSupportEnds: config.health.databaseSupportEnds,
    },
    signals,
  });
  const recoveryAssessor = new RecoveryAssessor({
    knex,
    platform: config.platform,
  });
  const recovery = new RecoveryModel({
    knex,
    platform: config.platform,
    runbooks: config.recovery.runbooks,
  });
  const readModel = new ReadModel({
    knex,
    claimed,
    runbookUrl: config.health.runbookUrl,
  });
  const sources = new SourceStore(knex);
  const registry = new GitRegistry({
    knex,
    repository,
    reader: new SnapshotReader(repository, config.platform, options.ledger),
    assessor: {
      async assess(refs, now) {
        await assessor.assess(refs, now);
        await recoveryAssessor.assess(refs, now);
      },
    },
    logger,
  });
  const git = new GitCollector({
    frequencySeconds: config.collection.registrySeconds,
    goldenPath: config.platform.goldenPath,
    knex,
    registry,
    repository,
    ledger: options.ledger,
  });
  const collection = new CollectionService({
    collectors: [git, ...options.collectors],
    scheduler: options.scheduler,
    runner: new CollectionRunner({
      knex,
      registry,
      sources,
      assessor,
      recovery: recoveryAssessor,
      signals,
      logger,
    }),
    sources,
    logger,
  });
  const access = new EnvironmentAccess({
    permissions: options.permissions,
    permissionsRegistry: options.permissionsRegistry,
    readModel,
  });
  const records = new RecoveryRecords({
    store: new RecordStore(knex),
    access,
    readModel,
    assessor: recoveryAssessor,
  });
  const publication = new OrderPublication({
    publishers: options.publishers,
    platform: config.platform,
    recovery,
    auditor: options.auditor,
    logger,
  });
  const pipelineStore = new PipelineRunStore(knex);
  const pipelineRuns = new PipelineRuns(
    pipelineStore,
    config.releases.trustedRepositories,
    options.pipelines.map(({ provider }) => provider),
  );
  return {
    registry,
    readModel,
    recovery,
    acknowledgements: new AcknowledgementStore(knex),
    marks: [changeMarks(knex), calendarMarks(registry)],
    signals,
    notifier: new IncidentNotifier({
      knex,
      service: options.notifications,
      platform: platformEngineer,
      logger,
    }),
    databaseServers: new DatabaseServerModel({
      knex,
      platform: config.platform,
    }),
    drift: new DriftModel(knex),
    goldenPath: new GoldenPathModel({
      knex,
      current: config.platform.goldenPath,
    }),
    releases: new ReleaseModel({
      knex,
      platform: config.platform,
      registry,
      pipeline: pipelineRuns,
      events: calendarMarks(registry),
    }),
    pipelineRuns,
    pipelineEvidence: new PipelineEvidenceTask({
      readers: options.pipelines,
      registry,
      trusted: config.releases.trustedRepositories,
      store: pipelineStore,
      logger,
    }),
    deployments: new DeploymentTask({
      knex,
      rings: config.platform.rings,
      claimed,
      stuckAfterMs: config.changes.verifyTimeout.toMillis(),
      registry,
      repository,
      ledger: options.ledger,
    }),
    records,
    publication,
    sources,
    collection,
    assessor,
    recoveryAssessor,
    access,
  };
}
export type Observe = ReturnType<typeof createObserve>;
