import type { KubernetesObject } from '../../kubernetes';
import type { Condition } from '../runtime';

export interface AzureResource extends KubernetesObject {
  spec: {
    azureName?: string;
    location?: string;
    owner?: { name?: string; armId?: string };
    [field: string]: unknown;
  };
  status?: { conditions?: Condition[]; [field: string]: unknown };
}
