import type { KubernetesObject } from '../../kubernetes';
import type { Condition } from '../runtime';

export interface SecretStore extends KubernetesObject {
  spec: { provider?: { azurekv?: { vaultUrl?: string } } };
  status?: { conditions?: Condition[]; capabilities?: string };
}

export interface ExternalSecret extends KubernetesObject {
  spec: {
    refreshInterval?: string;
    refreshPolicy?: 'CreatedOnce' | 'Periodic' | 'OnChange';
    secretStoreRef: { name: string; kind?: string };
    target?: {
      name?: string;
      creationPolicy?: 'Owner' | 'Orphan' | 'Merge' | 'None';
      template?: {
        type?: string;
        metadata?: {
          labels?: Record<string, string>;
          annotations?: Record<string, string>;
        };
        data?: Record<string, string>;
      };
    };
    data?: { secretKey: string; remoteRef: { key: string } }[];
  };
  status?: {
    refreshTime?: string;
    syncedResourceVersion?: string;
    binding?: { name: string };
    conditions?: Condition[];
  };
}
