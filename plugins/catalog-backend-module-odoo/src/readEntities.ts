import { ComponentEntity, Entity } from '@backstage/catalog-model';
import {
  ENVIRONMENT_ANNOTATION,
  ENVIRONMENT_COMPONENT_TYPE,
  environmentName,
  EnvironmentRef,
  environmentRefSchema,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { tenantSystem } from './tenantSystem';

const PATH = /^environments\/([^/]+\/[^/]+)\/catalog-info\.yaml$/;

export interface ReadEntities {
  entities: Entity[];
  /** Files that were left out, and why. */
  problems: { path: string; message: string }[];
}

const componentSchema = (ref: EnvironmentRef) =>
  z.object({
    apiVersion: z.literal('backstage.io/v1alpha1'),
    kind: z.literal('Component'),
    metadata: z.object({
      name: z.literal(environmentName(ref)),
      title: z.string().max(200).optional(),
      description: z.string().max(2000).optional(),
      labels: z.record(z.string(), z.string()).optional(),
      annotations: z
        .record(z.string(), z.string())
        .refine(
          annotations =>
            annotations[ENVIRONMENT_ANNOTATION] === formatEnvironmentRef(ref),
          `must carry ${ENVIRONMENT_ANNOTATION}: ${formatEnvironmentRef(ref)}`,
        ),
      tags: z.array(z.string()).optional(),
      links: z
        .array(z.object({ url: z.url(), title: z.string().optional() }))
        .optional(),
    }),
    spec: z.object({
      type: z.literal(ENVIRONMENT_COMPONENT_TYPE),
      lifecycle: z.string(),
      owner: z.string(),
    }),
  });

/** Fails with a message for the operator. A file of the repository is untrusted: aliases are bounded. */
function readComponent(
  path: string,
  content: string,
  location: string,
): { tenant: string; component: ComponentEntity } {
  const ref = environmentRefSchema.safeParse(PATH.exec(path)?.[1] ?? '');
  if (!ref.success) throw new Error('is not the path of an environment');
  const document = parseDocument(content);
  if (document.errors.length > 0) throw document.errors[0];
  const { metadata, spec, ...entity } = componentSchema(ref.data).parse(
    document.toJS({ maxAliasCount: 10 }),
  );
  const source = `${location}/${path}`;
  return {
    tenant: ref.data.tenant,
    component: {
      ...entity,
      metadata: {
        ...metadata,
        annotations: {
          ...metadata.annotations,
          'backstage.io/managed-by-location': source,
          'backstage.io/managed-by-origin-location': source,
        },
      },
      spec: { ...spec, system: ref.data.tenant },
    },
  };
}

/**
 * Projects `catalog-info.yaml` files into entities. Only the Component that belongs at a path is
 * taken from it: a file cannot smuggle in another kind, another name or another environment.
 */
export function readEntities(
  files: ReadonlyMap<string, string>,
  location: string,
): ReadEntities {
  const components: ComponentEntity[] = [];
  const owners = new Map<string, string>();
  const problems: ReadEntities['problems'] = [];
  for (const [path, content] of [...files].sort()) {
    try {
      const { tenant, component } = readComponent(path, content, location);
      components.push(component);
      owners.set(tenant, owners.get(tenant) ?? component.spec.owner);
    } catch (error) {
      const message =
        error instanceof z.ZodError ? z.prettifyError(error) : String(error);
      problems.push({ path, message });
    }
  }
  const systems = [...owners].map(([tenant, owner]) =>
    tenantSystem(tenant, owner, location),
  );
  return { entities: [...systems, ...components], problems };
}
