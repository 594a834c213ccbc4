import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  EXAMPLE_REF,
  examplePlatform,
  exampleSpec,
  renderInputFor,
} from '../__testUtils__/examples';
import { objectsIn } from '../__testUtils__/objects';
import { renderEnvironment } from '../render/renderEnvironment';

interface Rule {
  alert: string;
  expr: string;
  for: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

function alertsOf(...input: Parameters<typeof renderInputFor>) {
  const object = objectsIn(renderEnvironment(renderInputFor(...input))).find(
    ({ kind, metadata }) =>
      kind === 'PrometheusRule' && metadata.name === 'odoo-recovery',
  );
  const groups = (object?.spec?.groups ?? []) as unknown as { rules: Rule[] }[];
  return { object, rules: groups.flatMap(({ rules }) => rules) };
}

const RUNBOOKS = resolve(__dirname, '../../../../docs/runbooks/recovery.md');

describe('recovery alerts', () => {
  it('watch archiving, base backups, the filestore and the metrics themselves, in this namespace only', () => {
    const { object, rules } = alertsOf();
    expect(object?.metadata.labels['plumbline.dev/alerts']).toBe('recovery');
    expect(rules.map(({ alert }) => alert)).toEqual([
      'OdooWalArchivingFailing',
      'OdooWalArchivingStalled',
      'OdooBaseBackupTooOld',
      'OdooFilestoreCopyTooOld',
      'OdooMonthlyArchiveMissing',
      'OdooRecoveryMetricsMissing',
    ]);
    for (const { alert, expr, labels } of rules) {
      const selectors = expr.match(/\w+\{[^}]*\}/g) ?? [];
      expect(selectors).not.toEqual([]);
      for (const selector of selectors) {
        expect(selector).toContain('namespace="odoo-harbour-civil-production"');
      }
      expect(labels).toEqual({
        severity:
          alert === 'OdooMonthlyArchiveMissing' ? 'warning' : 'critical',
        tenant: 'harbour-civil',
        stage: 'production',
      });
    }
  });

  it('are as patient as the tier', () => {
    const patience = (tier: 1 | 3) =>
      alertsOf(exampleSpec({ tier })).rules.map(
        ({ expr, for: duration }) =>
          `${/> (\d+)(?: or|$)/.exec(expr)?.[1] ?? ''} ${duration}`,
      );
    // A base backup every six hours, and every day; the quarter more is for its own duration.
    expect(patience(1)).toEqual([
      '0 5m',
      '300 1m',
      '27000 15m',
      '300 2m',
      '2851200 60m',
      ' 15m',
    ]);
    expect(patience(3)).toEqual([
      '0 5m',
      '3600 1m',
      '108000 15m',
      '7260 60m',
      ' 15m',
    ]);
  });

  it('each lead to a section of the runbook that exists', () => {
    const sections = readFileSync(RUNBOOKS, 'utf8')
      .split('\n')
      .filter(line => line.startsWith('## '))
      .map(line => `#${line.slice(3).toLowerCase()}`);
    expect(
      alertsOf().rules.map(
        ({ annotations }) => new URL(annotations.runbook_url).hash,
      ),
    ).toEqual(sections);
  });

  it('are none for a tier without backups, and of the group that the platform names', () => {
    const sandbox = exampleSpec({ tier: 4, recoveryRegion: undefined });
    expect(
      alertsOf(sandbox, { ...EXAMPLE_REF, stage: 'dev' }).object,
    ).toBeUndefined();
    const platform = (alerts?: { apiVersion: string }) =>
      alertsOf(exampleSpec(), EXAMPLE_REF, examplePlatform({ alerts })).object;
    expect(platform(undefined)).toBeUndefined();
    expect(
      platform({ apiVersion: 'monitoring.example.com/v1' })?.apiVersion,
    ).toBe('monitoring.example.com/v1');
  });
});
