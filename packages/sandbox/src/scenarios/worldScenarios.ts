import { join } from 'node:path';
import type { GroupBackups } from '../backups';
import type { ClusterServer } from '../cluster';
import type { ClusterStore } from '../kubernetes';
import type { GitHub } from '../pipelines';
import { hasModuleConflict, type Ailments, type WorldFacts } from '../world';
import { backupStopped } from './backupStopped';
import { brokenWal } from './brokenWal';
import {
  clockSkew,
  deadCluster,
  expiredCredentials,
  garbageObjects,
  halfPages,
  throttledCluster,
} from './clusterApi';
import { drift } from './drift';
import { moduleConflict } from './moduleConflict';
import { pipelinesAway } from './pipelinesAway';
import { regionOutage } from './regionOutage';
import type { Scenario } from './scenario';
import { slowDatabase } from './slowDatabase';

export interface ScenarioStage extends WorldFacts {
  backups: GroupBackups;
  servers: readonly ClusterServer[];
  stores: readonly ClusterStore[];
  ailments: Ailments;
  gitHub: GitHub;
  /** Path of the bare GitOps repository. */
  repository: string;
  /** Where scenarios keep what they need for the way back. */
  folder: string;
}

/** The scenarios of a world; a new one is one more line. Fails when the world names a cluster that it has not. */
export function worldScenarios(stage: ScenarioStage): Scenario[] {
  const { world, backups, servers, stores, ailments, folder } = stage;
  const { scenarios, branch } = world;
  const clusterOf = ({ cluster }: { cluster: string }) => {
    const server = servers.find(({ name }) => name === cluster);
    if (!server) throw new Error(`the world has no cluster ${cluster}`);
    return server;
  };
  const conflict = scenarios['module-conflict'];
  const broken = stage.releases.get(conflict.release)?.metadata.name;
  const clocks = scenarios['clock-skew'].map(({ minutes, ...named }) => ({
    cluster: clusterOf(named),
    minutes,
  }));
  return [
    brokenWal(
      backups,
      scenarios['broken-wal'].environment,
      join(folder, 'broken-wal'),
    ),
    backupStopped(backups, scenarios['backup-stopped'].environment),
    regionOutage(backups, servers, scenarios['region-outage'].region),
    deadCluster(clusterOf(scenarios['dead-cluster'])),
    throttledCluster(clusterOf(scenarios['throttled-cluster'])),
    halfPages(clusterOf(scenarios['half-pages'])),
    garbageObjects(servers, scenarios['garbage-objects'].environment),
    expiredCredentials(clusterOf(scenarios['expired-credentials'])),
    clockSkew(clocks),
    slowDatabase(stores, ailments, scenarios['slow-database'].environment),
    moduleConflict({
      stores,
      ailments,
      affects: hasModuleConflict(stage),
      title: `Release ${broken} breaks the approvals of ${conflict.service} in the ring ${conflict.ring}`,
    }),
    pipelinesAway(stage.gitHub),
    drift({
      drift: scenarios.drift,
      repository: stage.repository,
      branch,
      stores,
      savedFile: join(folder, 'drift.yaml'),
    }),
  ];
}
