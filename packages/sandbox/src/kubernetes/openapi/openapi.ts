import { createHash } from 'node:crypto';
import { apiGroups } from '../discovery/groups';
import type { JsonObject } from '../json';
import { apiVersionOf, type KindTable, type ResourceKind } from '../kinds';

const FIELD_VALIDATION = {
  name: 'fieldValidation',
  in: 'query',
  schema: { type: 'string', uniqueItems: true },
};
const DRY_RUN = {
  name: 'dryRun',
  in: 'query',
  schema: { type: 'string', uniqueItems: true },
};

function gvk({ group, version, kind }: ResourceKind): JsonObject {
  return { group, version, kind };
}

function schemaName(kind: ResourceKind): string {
  const domain = kind.group.split('.').reverse().join('.') || 'core';
  return `${domain}.${kind.version}.${kind.kind}`;
}

/** Open on purpose: shapes of kinds are checked by the portal's gates, not by the sandbox. */
function schemaOf(kind: ResourceKind): JsonObject {
  const open = {
    type: 'object',
    'x-kubernetes-preserve-unknown-fields': true,
  };
  return {
    type: 'object',
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: open,
      spec: open,
      status: open,
    },
    'x-kubernetes-preserve-unknown-fields': true,
    'x-kubernetes-group-version-kind': [gvk(kind)],
  };
}

/**
 * The operations of one object. kubectl looks here for a PATCH of its kind with a
 * `fieldValidation` parameter and refuses to apply without.
 */
function pathsOf(kind: ResourceKind): [string, JsonObject] {
  const root = kind.group ? `/apis/${apiVersionOf(kind)}` : '/api/v1';
  const within = kind.namespaced ? '/namespaces/{namespace}' : '';
  const body = { $ref: `#/components/schemas/${schemaName(kind)}` };
  const operation = (action: string, more: JsonObject) => ({
    operationId: `${action}${schemaName(kind)}`,
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': gvk(kind),
    responses: {
      '200': {
        description: 'OK',
        content: { 'application/json': { schema: body } },
      },
    },
    ...more,
  });
  return [
    `${root}${within}/${kind.plural}/{name}`,
    {
      get: operation('get', {}),
      patch: operation('patch', {
        parameters: [DRY_RUN, FIELD_VALIDATION],
        requestBody: {
          content: {
            'application/apply-patch+yaml': { schema: {} },
            'application/json-patch+json': { schema: {} },
            'application/merge-patch+json': { schema: {} },
          },
        },
      }),
    },
  ];
}

/** The document of one group and version, or undefined when it has no kinds. */
export function openApiDocument(
  table: KindTable,
  group: string,
  version: string,
): JsonObject | undefined {
  const kinds = table.kinds.filter(
    kind => kind.group === group && kind.version === version && !kind.review,
  );
  if (kinds.length === 0) return undefined;
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'sandbox' },
    paths: Object.fromEntries(kinds.map(pathsOf)),
    components: {
      schemas: Object.fromEntries(
        kinds.map(kind => [schemaName(kind), schemaOf(kind)]),
      ),
    },
  };
}

/** `/openapi/v3`: where each document is; the hash lets clients cache it. */
export function openApiIndex(table: KindTable): JsonObject {
  const paths: JsonObject = {};
  for (const { group, versions } of apiGroups(table)) {
    for (const { version } of versions) {
      const document = openApiDocument(table, group, version);
      if (!document) continue;
      const path = group ? `apis/${group}/${version}` : `api/${version}`;
      const hash = createHash('sha256')
        .update(JSON.stringify(document))
        .digest('hex')
        .toUpperCase();
      paths[path] = {
        serverRelativeURL: `/openapi/v3/${path}?hash=${hash}`,
      };
    }
  }
  return { paths };
}
