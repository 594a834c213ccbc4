import type { KubernetesObject } from '../../kubernetes';
import type { Condition } from './conditions';

export type ResourceList = Record<string, string>;

export type Container = {
  name: string;
  image: string;
  resources?: { requests?: ResourceList; limits?: ResourceList };
  env?: {
    name: string;
    value?: string;
    valueFrom?: {
      secretKeyRef?: { name: string; key: string; optional?: boolean };
      configMapKeyRef?: { name: string; key: string; optional?: boolean };
    };
  }[];
  command?: string[];
  args?: string[];
  volumeMounts?: { name: string; mountPath: string }[];
  /** `Always` makes an init container a sidecar, which runs as long as the pod does. */
  restartPolicy?: 'Always';
  envFrom?: {
    secretRef?: { name: string; optional?: boolean };
    configMapRef?: { name: string; optional?: boolean };
  }[];
  [field: string]: unknown;
};

export type Volume = {
  name: string;
  emptyDir?: object;
  ephemeral?: object;
  secret?: {
    secretName: string;
    optional?: boolean;
    items?: { key: string }[];
  };
  configMap?: { name: string; optional?: boolean };
  persistentVolumeClaim?: { claimName: string };
  projected?: {
    sources?: {
      secret?: { name: string; optional?: boolean };
      configMap?: { name: string; optional?: boolean };
    }[];
  };
};

export type PodSpec = {
  containers: Container[];
  initContainers?: Container[];
  volumes?: Volume[];
  nodeName?: string;
  restartPolicy?: 'Always' | 'OnFailure' | 'Never';
  [field: string]: unknown;
};

export type ContainerState = {
  waiting?: { reason: string; message?: string };
  running?: { startedAt: string };
  terminated?: {
    exitCode: number;
    reason: string;
    message?: string;
    startedAt: string;
    finishedAt: string;
    containerID?: string;
  };
};

export type ContainerStatus = {
  name: string;
  image: string;
  imageID: string;
  containerID?: string;
  ready: boolean;
  started: boolean;
  restartCount: number;
  state: ContainerState;
  lastState: ContainerState;
};

export type PodStatus = {
  phase?: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
  conditions?: Condition[];
  containerStatuses?: ContainerStatus[];
  initContainerStatuses?: ContainerStatus[];
  startTime?: string;
  hostIP?: string;
  podIP?: string;
  podIPs?: { ip: string }[];
  qosClass?: string;
};

export interface Pod extends KubernetesObject {
  spec: PodSpec;
  status?: PodStatus;
}

export type PodTemplate = {
  metadata?: {
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  spec: PodSpec;
};
