import { Entity } from '@backstage/catalog-model';
import {
  ENVIRONMENT_ANNOTATION,
  ENVIRONMENT_COMPONENT_TYPE,
} from '@plumbline/plugin-odoo-common';

/** Which catalog entities are environments of the registry, as the filter of an entity tab. */
export const ENVIRONMENT_ENTITIES = {
  kind: 'component',
  'spec.type': ENVIRONMENT_COMPONENT_TYPE,
  [`metadata.annotations.${ENVIRONMENT_ANNOTATION}`]: { $exists: true },
};

/** The same as a function, for `EntitySwitch` and `EntityLayout` of the old frontend system. */
export function isEnvironmentEntity(entity: Entity): boolean {
  return (
    entity.kind.toLowerCase() === 'component' &&
    entity.spec?.type === ENVIRONMENT_COMPONENT_TYPE &&
    entity.metadata.annotations?.[ENVIRONMENT_ANNOTATION] !== undefined
  );
}
