import { z } from 'zod';
import { PREFIX } from '@plumbline/plugin-odoo-common';
import { list, metadata, section, text, textMap } from './fields';

/** Names what the alerts of a PrometheusRule are about. */
const ALERTS_LABEL = `${PREFIX}/alerts`;

export const prometheusRuleSchema = z
  .object({
    metadata: metadata.extend({ labels: textMap }),
    spec: section({
      groups: list(z.object({ rules: list(z.object({ alert: text })) })),
    }),
  })
  .transform(({ metadata: { name, namespace, labels }, spec }) => ({
    name,
    namespace,
    about: labels[ALERTS_LABEL],
    /** Recording rules have none. */
    alerts: spec.groups.flatMap(({ rules }) =>
      rules.flatMap(({ alert }) => alert ?? []),
    ),
  }));
export type PrometheusRuleRecord = z.output<typeof prometheusRuleSchema>;
