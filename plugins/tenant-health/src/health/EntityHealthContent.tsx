import { useEntity } from '@backstage/plugin-catalog-react';
import {
  ENVIRONMENT_ANNOTATION,
  environmentRefSchema,
} from '@plumbline/plugin-odoo-common';
import { EmptyState } from '@plumbline/plugin-odoo-react';
import { EnvironmentHealth } from './EnvironmentHealth';

/** The Health tab: the entity only names the environment, all else comes from the read model. */
export function EntityHealthContent() {
  const { entity } = useEntity();
  const annotation = entity.metadata.annotations?.[ENVIRONMENT_ANNOTATION];
  const ref = environmentRefSchema.safeParse(annotation);
  return ref.success ? (
    <EnvironmentHealth environment={ref.data} />
  ) : (
    <EmptyState
      title="This entity names no environment"
      description={`Its annotation ${ENVIRONMENT_ANNOTATION} should be <tenant>/<stage> and is "${annotation}".`}
    />
  );
}
