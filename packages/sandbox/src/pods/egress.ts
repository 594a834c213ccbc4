import { BlockList, isIP } from 'node:net';
import type { Pod } from '../controllers';
import type { ClusterStore, KubernetesObject } from '../kubernetes';

interface EgressRule {
  to?: { ipBlock?: { cidr: string; except?: string[] } }[];
  ports?: { port?: number; protocol?: string }[];
}

interface NetworkPolicy extends KubernetesObject {
  spec: {
    podSelector?: { matchLabels?: Record<string, string> };
    policyTypes?: string[];
    egress?: EgressRule[];
  };
}

function selects({ spec }: NetworkPolicy, { metadata }: Pod): boolean {
  const wanted = Object.entries(spec.podSelector?.matchLabels ?? {});
  return wanted.every(([name, value]) => metadata.labels?.[name] === value);
}

function contains(cidr: string, address: string): boolean {
  const [network, prefix] = cidr.split('/');
  const family = isIP(network) === 6 ? 'ipv6' : 'ipv4';
  const list = new BlockList();
  list.addSubnet(network, Number(prefix), family);
  return list.check(address, family);
}

/** Whether the network policies of its namespace let a pod reach an address by TCP; without any they do. */
export function mayReach(
  pod: Pod,
  address: string,
  port: number,
  store: ClusterStore,
): boolean {
  const policies = (
    store.list(
      { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
      { namespace: pod.metadata.namespace },
    ) as NetworkPolicy[]
  ).filter(
    policy =>
      selects(policy, pod) && policy.spec.policyTypes?.includes('Egress'),
  );
  if (policies.length === 0) return true;
  return policies
    .flatMap(({ spec }) => spec.egress ?? [])
    .some(
      ({ to = [], ports = [] }) =>
        ports.some(
          each => each.port === port && (each.protocol ?? 'TCP') === 'TCP',
        ) &&
        to.some(
          ({ ipBlock }) =>
            ipBlock &&
            contains(ipBlock.cidr, address) &&
            !ipBlock.except?.some(cidr => contains(cidr, address)),
        ),
    );
}
