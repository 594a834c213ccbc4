import type { KubernetesObject } from '../../kubernetes';
import type { Condition } from '../runtime';

export interface ScaledObject extends KubernetesObject {
  spec: {
    scaleTargetRef: { name: string; kind?: string };
    minReplicaCount?: number;
    maxReplicaCount?: number;
    cooldownPeriod?: number;
    triggers: { type: string; metadata: Record<string, string> }[];
  };
  status?: {
    scaleTargetKind?: string;
    originalReplicaCount?: number;
    lastActiveTime?: string;
    externalMetricNames?: string[];
    conditions?: Condition[];
  };
}

/** What the triggers ask for now. */
export interface Wanted {
  active: boolean;
  replicas: number;
  /** When a window opens or closes. */
  until: Date | undefined;
}
