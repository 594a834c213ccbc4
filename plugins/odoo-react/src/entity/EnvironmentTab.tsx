import { ReactNode } from 'react';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  ENVIRONMENT_ANNOTATION,
  EnvironmentRef,
  environmentRefSchema,
} from '@plumbline/plugin-odoo-common';
import { EmptyState } from '../feedback';

export interface EnvironmentTabProps {
  children: (environment: EnvironmentRef) => ReactNode;
}

/** A tab of an entity: it only names the environment, all else comes from the read model. */
export function EnvironmentTab(props: EnvironmentTabProps) {
  const { entity } = useEntity();
  const annotation = entity.metadata.annotations?.[ENVIRONMENT_ANNOTATION];
  const ref = environmentRefSchema.safeParse(annotation);
  return ref.success ? (
    <>{props.children(ref.data)}</>
  ) : (
    <EmptyState
      title="This entity names no environment"
      description={`Its annotation ${ENVIRONMENT_ANNOTATION} should be <tenant>/<stage> and is "${annotation}".`}
    />
  );
}
