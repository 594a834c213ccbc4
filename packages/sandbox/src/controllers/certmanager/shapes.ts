import type { KubernetesObject } from '../../kubernetes';
import type { Condition } from '../runtime';

export interface Certificate extends KubernetesObject {
  spec: {
    secretName: string;
    dnsNames?: string[];
    duration?: string;
    renewBefore?: string;
    issuerRef: { name: string; kind?: string };
  };
  status?: {
    notBefore?: string;
    notAfter?: string;
    renewalTime?: string;
    revision?: number;
    failedIssuanceAttempts?: number;
    lastFailureTime?: string;
    conditions?: Condition[];
  };
}
