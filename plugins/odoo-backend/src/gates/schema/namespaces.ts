import {
  LABELS,
  databaseServerNamespace,
  environmentName,
  environmentNamespace,
} from '@plumbline/plugin-odoo-common';
import {
  OUTSIDE_THE_NAMESPACE,
  SHARED_SERVER_KINDS,
  restoreTestNames,
} from '@plumbline/plugin-odoo-golden-path';
import { z } from 'zod';
import { isOfDatabaseServer } from '../../registry';
import { ChangedObject } from '../changedObjects';
import { GateInput } from '../Gate';
import { groupVersion } from './groupVersion';

/** Where the objects of a change may lie. */
export interface Namespaces {
  own: string;
  /** Of the database server that the environment shares. */
  server?: {
    name: string;
    /** `<tenant>-<stage>` of the environment, by which its objects there are named. */
    tenant: string;
  };
}

export function namespacesOf({
  kind,
  ref,
  placement,
}: Pick<GateInput['change'], 'kind' | 'ref' | 'placement'>): Namespaces {
  if (kind === 'restore-test') return { own: restoreTestNames(ref).namespace };
  const { databaseServer } = placement;
  return {
    own: environmentNamespace(ref),
    ...(databaseServer !== 'own' && {
      server: { name: databaseServer, tenant: environmentName(ref) },
    }),
  };
}

/** Why an object may not lie where it does. In the namespace of a shared server nobody touches what is another's. */
export function namespaceProblems(
  { object, path }: Pick<ChangedObject, 'object' | 'path'>,
  { own, server }: Namespaces,
): string[] {
  const { kind } = object;
  const { name, namespace } = object.metadata;
  const ofServer =
    server !== undefined && isOfDatabaseServer(server.name, path);
  const home = ofServer ? databaseServerNamespace(server.name) : own;
  if (kind === 'Namespace') {
    return name === home ? [] : [`is not the namespace ${home}`];
  }
  if (OUTSIDE_THE_NAMESPACE.has(groupKind(object)) || namespace === home) {
    return [];
  }
  const isTenants =
    server !== undefined &&
    namespace === databaseServerNamespace(server.name) &&
    SHARED_SERVER_KINDS.has(groupKind(object)) &&
    isNamedAfter(server.tenant, object);
  return isTenants ? [] : [`is not in the namespace ${home}`];
}

function groupKind({ apiVersion, kind }: ChangedObject['object']) {
  return `${groupVersion(apiVersion).group}/${kind}`;
}

const labelsSchema = z.record(z.string(), z.string()).catch({});

/** No name of an environment begins with that of another and a dot, or with that and a restore point's `-pre-`. */
function isNamedAfter(
  tenant: string,
  { metadata }: ChangedObject['object'],
): boolean {
  const labels = labelsSchema.parse(metadata.labels);
  const name = metadata.name.replace(/^odoo-migrate-/, '');
  return (
    labels[LABELS.partOf] === tenant &&
    (name === tenant ||
      name.startsWith(`${tenant}.`) ||
      name.startsWith(`${tenant}-pre-`))
  );
}
