import type { NewObject } from '../../kubernetes';
import type { Certificate } from './shapes';

/**
 * The Secret that pods and ingress ask for. Nothing in the sandbox terminates TLS with it,
 * so it names the certificate instead of holding one.
 */
export function tlsSecret({ metadata, spec }: Certificate): NewObject {
  const { namespace, name } = metadata;
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'kubernetes.io/tls',
    metadata: {
      name: spec.secretName,
      namespace,
      annotations: {
        'cert-manager.io/certificate-name': name,
        'cert-manager.io/issuer-name': spec.issuerRef.name,
        'cert-manager.io/alt-names': (spec.dnsNames ?? []).join(','),
      },
    },
    data: Object.fromEntries(
      ['tls.crt', 'tls.key'].map(key => [
        key,
        Buffer.from(`sandbox ${key} of ${name}`).toString('base64'),
      ]),
    ),
  };
}
