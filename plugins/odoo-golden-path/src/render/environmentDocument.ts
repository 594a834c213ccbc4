import { InputError } from '@backstage/errors';
import {
  EnvironmentDocument,
  environmentDocumentSchema,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { RenderInput } from '../manifest/renderContext';

/**
 * `environment.yaml` as data. Parsing again puts the fields into the schema's order, whatever order they came in.
 * @throws InputError when spec or placement have the wrong shape: nothing unchecked is rendered
 */
export function environmentDocumentOf({
  ref,
  spec,
  placement,
  upgrade,
}: Pick<
  RenderInput,
  'ref' | 'spec' | 'placement' | 'upgrade'
>): EnvironmentDocument {
  const parsed = environmentDocumentSchema.safeParse({
    apiVersion: 'plumbline.dev/v1',
    kind: 'OdooEnvironment',
    metadata: { tenant: ref.tenant, stage: ref.stage },
    spec,
    placement,
    upgrade,
  });
  if (!parsed.success) {
    throw new InputError(
      `The environment ${formatEnvironmentRef(ref)} cannot be rendered`,
      parsed.error,
    );
  }
  return parsed.data;
}
