import { z } from 'zod';

/**
 * Answer of `/api/v1/query` for an instant vector ("HTTP API" of Prometheus' documentation, "Format overview").
 * `warnings` say that data may be missing, as Thanos and Mimir do when a store did not answer.
 */
export const answerSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('success'),
    data: z.object({
      resultType: z.literal('vector'),
      result: z.array(
        z.object({
          metric: z.record(z.string(), z.string()),
          value: z.tuple([z.number(), z.string()]),
        }),
      ),
    }),
    warnings: z.array(z.string()).optional(),
  }),
  z.object({
    status: z.literal('error'),
    errorType: z.string(),
    error: z.string(),
  }),
]);

export interface Sample {
  labels: Readonly<Record<string, string>>;
  /** NaN and the infinities as well. */
  value: number;
}
