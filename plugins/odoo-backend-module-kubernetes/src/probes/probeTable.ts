import { Probe } from './Subject';
import { autoscalerLimited } from './autoscalerLimited';
import { clusterReachable } from './clusterReachable';
import { clusterVersion } from './clusterVersion';
import { databaseArchiving } from './databaseArchiving';
import { databasePhase } from './databasePhase';
import { databaseReplicas } from './databaseReplicas';
import { gitopsHealth } from './gitopsHealth';
import { gitopsSync } from './gitopsSync';
import { imageDigest } from './imageDigest';
import { ingressCertificate } from './ingressCertificate';
import { podOom } from './podOom';
import { podRestarts } from './podRestarts';
import { quotaUsage } from './quotaUsage';
import { redisAvailable } from './redisAvailable';
import { rolloutProgress } from './rolloutProgress';
import { secretsSynced } from './secretsSynced';
import { volumeBound } from './volumeBound';
import { workloadReadyProbes } from './workloadReady';

/** Everything this collector can tell. */
export const KUBERNETES_PROBES: readonly Probe[] = [
  ingressCertificate,
  ...workloadReadyProbes,
  podRestarts,
  podOom,
  rolloutProgress,
  autoscalerLimited,
  databasePhase,
  databaseReplicas,
  databaseArchiving,
  gitopsSync,
  gitopsHealth,
  imageDigest,
  secretsSynced,
  clusterReachable,
  quotaUsage,
  clusterVersion,
  volumeBound,
  redisAvailable,
];
