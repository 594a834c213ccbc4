import { Incident } from '@plumbline/plugin-odoo-common';

const KINDS: Record<Incident['cause']['kind'], string> = {
  cluster: 'Cluster',
  'database-server': 'Database server',
  source: 'Source',
  release: 'Release',
  'golden-path': 'Golden path',
  environment: 'Environment',
};

/** `Cluster north-1` */
export function causeInWords({ kind, name }: Incident['cause']): string {
  return `${KINDS[kind]} ${name}`;
}

/** The environments of the incident in the fleet. */
export function incidentPath({ id }: Pick<Incident, 'id'>): string {
  return `/tenants?${new URLSearchParams({ incident: id })}`;
}
