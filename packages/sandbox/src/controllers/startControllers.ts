import type { ClusterStore } from '../kubernetes';
import { ApplicationController, ProjectController } from './argocd';
import { AzureResourceController, azureKinds } from './azure';
import { CertificateController, ClusterIssuerController } from './certmanager';
import {
  BackupController,
  ClusterController,
  DatabaseController,
  DatabaseRoleController,
  ScheduledBackupController,
} from './cloudnativepg';
import {
  ExternalSecretController,
  SecretStoreController,
} from './externalsecrets';
import { GitRepositoryController, KustomizationController } from './flux';
import { DisruptionBudgetController, QuotaController } from './guardrails';
import { ScaledObjectController } from './keda';
import { Kubelet, NodeController, VolumeClaimController } from './node';
import type { OutsideWorld } from './outsideWorld';
import type { GitOpsFeed } from './repository';
import {
  ControllerManager,
  EventRecorder,
  type Clock,
  type Controller,
  type ControllerContext,
  type Logger,
} from './runtime';
import {
  CronJobController,
  DeploymentController,
  JobController,
  ReplicaSetController,
  RootCertificatePublisher,
} from './workloads';

export interface ControllersOptions {
  store: ClusterStore;
  clock: Clock;
  outside: OutsideWorld;
  feed: GitOpsFeed;
  logger: Logger;
  /** Of the API server's certificate, PEM. */
  rootCertificate: string;
}

/** Every controller of a cluster; a new one is one more line. */
function controllersOf(context: ControllerContext): Controller[] {
  return [
    new NodeController(context),
    new VolumeClaimController(context),
    new Kubelet(context),
    new DeploymentController(context),
    new ReplicaSetController(context),
    new JobController(context),
    new CronJobController(context),
    new QuotaController(context),
    new DisruptionBudgetController(context),
    new ClusterController(context),
    new ScheduledBackupController(context),
    new BackupController(context),
    new DatabaseRoleController(context),
    new DatabaseController(context),
    ...azureKinds.map(kind => new AzureResourceController(context, kind)),
    new ClusterIssuerController(context),
    new CertificateController(context),
    new SecretStoreController(context),
    new ExternalSecretController(context),
    new ScaledObjectController(context),
    new ProjectController(context),
  ];
}

/** Brings a cluster to life; `stop` ends all that goes on in it. */
export function startControllers(options: ControllersOptions): {
  stop(): void;
} {
  const { store, clock, outside, feed, logger } = options;
  const events = new EventRecorder(store, clock);
  const context = { store, clock, events, outside };
  const manager = new ControllerManager(store, clock, logger);
  for (const controller of controllersOf(context)) manager.add(controller);
  manager.add(new RootCertificatePublisher(context, options.rootCertificate));
  const applications = new ApplicationController(context, feed);
  const repositories = new GitRepositoryController(context, feed);
  manager.add(applications);
  manager.add(repositories);
  manager.add(new KustomizationController(context, feed));
  feed.onChange(() => {
    for (const controller of [applications, repositories]) {
      for (const key of controller.affectedByCommit()) {
        manager.enqueue(controller, key);
      }
    }
  });
  return { stop: () => manager.stop() };
}
