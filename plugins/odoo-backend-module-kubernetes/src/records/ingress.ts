import { z } from 'zod';
import { list, metadata, section, text, time } from './fields';

export const ingressSchema = z
  .object({
    metadata: metadata.extend({ creationTimestamp: time }),
    status: section({
      loadBalancer: section({
        ingress: list(z.object({ ip: text, hostname: text })),
      }),
    }),
  })
  .transform(({ metadata: { name, namespace, ...times }, status }) => ({
    name,
    namespace,
    createdAt: times.creationTimestamp,
    addresses: status.loadBalancer.ingress.flatMap(
      ({ ip, hostname }) => ip ?? hostname ?? [],
    ),
  }));
export type IngressRecord = z.output<typeof ingressSchema>;
