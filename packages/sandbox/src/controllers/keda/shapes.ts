import type { KubernetesObject } from '../../kubernetes';
import type { Condition } from '../runtime';

export interface ScaledObject extends KubernetesObject {
  spec: {
    scaleTargetRef: { name: string; kind?: string };
    minReplicaCount?: number;
    maxReplicaCount?: number;
    cooldownPeriod?: number;
    triggers: {
      type: string;
      metricType?: string;
      metadata: Record<string, string>;
    }[];
  };
  status?: {
    scaleTargetKind?: string;
    originalReplicaCount?: number;
    lastActiveTime?: string;
    externalMetricNames?: string[];
    hpaName?: string;
    conditions?: Condition[];
  };
}

/** What the triggers ask for now. */
export interface Wanted {
  active: boolean;
  /** Replicas that they ask for, whatever is allowed. */
  demanded: number;
  /** The same within the limits. */
  replicas: number;
  /** CPU of each of these replicas, in percent of its request; absent: nobody asks. */
  utilisation?: number;
  /** When a window opens or closes. */
  until: Date | undefined;
}
