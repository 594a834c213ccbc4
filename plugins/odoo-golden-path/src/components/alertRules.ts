import { PREFIX, Tier } from '@plumbline/plugin-odoo-common';
import { ComponentName } from '../manifest/labels';
import { Manifest, ManifestFields } from '../manifest/manifest';
import { metadataOf } from '../manifest/metadata';
import { ObjectContext } from '../manifest/objectContext';
import { RenderContext } from '../manifest/renderContext';

export interface Alert {
  name: string;
  expression: string;
  /** How long the expression must hold. */
  minutes: number;
  summary: string;
  /** Never critical, whatever the tier: nobody need get up for it. */
  canWait?: true;
}

/** Whose alerts they are: who is woken finds it in the labels, and reads it first. */
interface AlertSubject {
  title: string;
  labels: Readonly<Record<string, string>>;
  tier: Tier;
}

export const environmentSubject = ({
  ref: { tenant, stage },
  spec: { tier },
}: RenderContext): AlertSubject => ({
  title: `${tenant}/${stage}`,
  labels: { tenant, stage },
  tier,
});

interface AlertRules<A extends Alert> {
  subject: AlertSubject;
  name: string;
  component: ComponentName;
  /** Value of the label by which the portal finds the rules. */
  about: 'recovery' | 'health';
  alerts: readonly A[];
  runbookUrl: (alert: A) => string;
}

/** The rules of one subject, as one object; none without alerts. */
export function alertRules<A extends Alert>(
  context: ObjectContext,
  { subject, name, component, about, alerts, runbookUrl }: AlertRules<A>,
): Manifest[] {
  const { alerts: settings } = context.platform;
  if (!settings || alerts.length === 0) return [];
  const { labels, ...metadata } = metadataOf(context, {
    name,
    component,
    wave: 'edge',
  });
  return [
    {
      apiVersion: settings.apiVersion,
      kind: 'PrometheusRule',
      metadata: {
        ...metadata,
        labels: { ...labels, [`${PREFIX}/alerts`]: about },
      },
      spec: {
        groups: [
          {
            name: `${context.name}-${about}`,
            rules: alerts.map(alert =>
              ruleOf(subject, alert, runbookUrl(alert)),
            ),
          },
        ],
      },
    },
  ];
}

function ruleOf(
  { title, labels, tier }: AlertSubject,
  { name, expression, minutes, summary, canWait }: Alert,
  runbookUrl: string,
): ManifestFields {
  return {
    alert: name,
    expr: expression,
    for: `${minutes}m`,
    labels: {
      severity: tier <= 2 && !canWait ? 'critical' : 'warning',
      ...labels,
    },
    annotations: {
      summary: `${title}: ${summary}`,
      runbook_url: runbookUrl,
    },
  };
}
