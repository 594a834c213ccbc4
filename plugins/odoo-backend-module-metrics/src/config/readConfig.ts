import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { z } from 'zod';

const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];

const urlSchema = z
  .url({ protocol: /^https?$/ })
  .transform(text => new URL(text))
  .refine(
    ({ username, password }) => !username && !password,
    'must hold no credential',
  );

const prometheusSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/),
    url: urlSchema,
    clusters: z.array(z.string().min(1)).min(1),
    clusterLabel: z
      .string()
      .regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/)
      .optional(),
    credential: z.strictObject({ bearerToken: z.string().min(1) }).optional(),
  })
  .refine(
    ({ url, credential }) =>
      !credential ||
      url.protocol === 'https:' ||
      LOOPBACK.includes(url.hostname),
    { path: ['url'], message: 'must be https where there is a credential' },
  )
  .refine(
    ({ clusters, clusterLabel }) => clusters.length === 1 || clusterLabel,
    {
      path: ['clusterLabel'],
      message:
        'must name the label by which the samples of its clusters are told apart',
    },
  );
export type PrometheusConfig = z.output<typeof prometheusSchema>;

const only = (values: readonly string[]) =>
  new Set(values).size === values.length;

const schema = z.array(prometheusSchema).superRefine((all, context) => {
  if (!only(all.map(({ name }) => name))) {
    context.addIssue({ code: 'custom', message: 'names are used twice' });
  }
  if (!only(all.flatMap(({ clusters }) => clusters))) {
    const message = 'a cluster has two: one Prometheus tells of each';
    context.addIssue({ code: 'custom', message });
  }
});

export interface MetricsConfig {
  prometheus: PrometheusConfig[];
  schedule: { frequencySeconds: number; timeoutSeconds: number };
}

const SECTION = 'odoo.metrics';

/** @throws InputError that names every wrong key and repeats no value: some are secrets. */
export function readConfig(config: Config): MetricsConfig {
  const parsed = schema.safeParse(
    config.getOptional(`${SECTION}.prometheus`) ?? [],
  );
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path, message }) =>
        `${[SECTION, 'prometheus', ...path].join('.')}: ${message}`,
    );
    throw new InputError(`Wrong configuration. ${problems.join('; ')}`);
  }
  return {
    prometheus: parsed.data,
    schedule: {
      frequencySeconds: seconds(config, 'frequency', 10, 300),
      timeoutSeconds: seconds(config, 'timeout', 5, 120),
    },
  };
}

/** Under half of the time to live of what is fed, which is 20 minutes. */
const MAXIMUM_SECONDS = 540;

function seconds(
  config: Config,
  name: string,
  minimum: number,
  fallback: number,
): number {
  const key = `${SECTION}.${name}`;
  const value = config.has(key)
    ? durationToMilliseconds(readDurationFromConfig(config, { key })) / 1000
    : fallback;
  if (value >= minimum && value <= MAXIMUM_SECONDS) return value;
  throw new InputError(
    `${key} is ${value} s; accepted: ${minimum} to ${MAXIMUM_SECONDS} s`,
  );
}
