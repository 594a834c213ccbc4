import { Expectation } from '@plumbline/plugin-odoo-common';
import { judgeAzureResource } from '../objects';
import { KindId, ManagedDatabaseRecord } from '../records';
import { shorten } from '../words';
import { Finding } from './Finding';
import { Subject, committedAt, planned, reference } from './Subject';

/** The object that stands for the environment's own database on a server that it shares. */
export function sharedDatabaseKinds({
  database,
}: Expectation): readonly KindId[] {
  if (!database?.server || !database.database) return [];
  return database.kind === 'cloudnative-pg'
    ? ['databases']
    : ['flexibleServerDatabases'];
}

/** Roles are objects from CloudNativePG 1.30 on. */
export const sharedDatabaseConsults = (
  expectation: Expectation,
): readonly KindId[] =>
  sharedDatabaseKinds(expectation).includes('databases')
    ? ['databaseRoles']
    : [];

/** What is wrong with the environment's part of a shared server; undefined when nothing is, or it shares none. */
export function sharedDatabaseFault(subject: Subject): Finding | undefined {
  const { database: plan } = subject.expectation;
  if (!plan?.server || !plan.database) return undefined;
  return plan.kind === 'cloudnative-pg'
    ? operatedFault(subject, plan.namespace, plan.database)
    : azureFault(subject, plan.namespace, plan.database);
}

function operatedFault(
  subject: Subject,
  namespace: string,
  name: string,
): Finding | undefined {
  const found = planned(subject, 'databases', name, namespace);
  if ('finding' in found) return found.finding;
  return (
    notApplied('databases', found.record) ?? roleFault(subject, namespace, name)
  );
}

/** The golden path gives the role that owns a database the name of the database. */
function roleFault(
  subject: Subject,
  namespace: string,
  name: string,
): Finding | undefined {
  if (subject.listings.state('databaseRoles') !== 'listed') return undefined;
  const found = planned(subject, 'databaseRoles', name, namespace);
  return 'finding' in found
    ? found.finding
    : notApplied('databaseRoles', found.record);
}

function notApplied(
  kind: 'databases' | 'databaseRoles',
  record: ManagedDatabaseRecord,
): Finding | undefined {
  const { name, namespace, applied, message, cluster, behind } = record;
  const object = reference(kind, namespace, name);
  const where = `${object.kind} ${name} on server ${cluster ?? 'unknown'}`;
  if (applied === false) {
    return {
      status: 'critical',
      value: 'not applied',
      object,
      summary: `${where} is not applied: ${shorten(message ?? 'no message')}`,
    };
  }
  if (applied === undefined || behind) {
    return {
      status: 'unknown',
      object,
      summary: `The operator does not say whether ${where} is applied${
        behind ? ' as it is now' : ''
      }`,
    };
  }
  return undefined;
}

function azureFault(
  subject: Subject,
  namespace: string,
  name: string,
): Finding | undefined {
  const found = planned(subject, 'flexibleServerDatabases', name, namespace);
  if ('finding' in found) return found.finding;
  const { status, reason, since } = judgeAzureResource(
    found.record,
    subject.now,
    committedAt(subject),
  );
  return status === 'ok'
    ? undefined
    : {
        status,
        since,
        object: reference('flexibleServerDatabases', namespace, name),
        summary: `Database ${name}: ${reason}`,
      };
}
