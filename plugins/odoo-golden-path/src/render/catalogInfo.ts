import {
  ENVIRONMENT_ANNOTATION,
  ENVIRONMENT_COMPONENT_TYPE,
  LABELS,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import { RenderContext } from '../manifest/renderContext';

/** The catalog Component of an environment; its Kubernetes annotations feed the stock Kubernetes tab. */
export function catalogInfoOf({
  ref,
  spec,
  name,
  namespace,
  placement,
}: RenderContext) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      namespace: 'default',
      name,
      title: `${ref.tenant} ${ref.stage}`,
      labels: {
        [LABELS.tenant]: ref.tenant,
        [LABELS.stage]: ref.stage,
        [LABELS.tier]: String(spec.tier),
      },
      annotations: {
        [ENVIRONMENT_ANNOTATION]: formatEnvironmentRef(ref),
        'backstage.io/kubernetes-label-selector': `${LABELS.partOf}=${name}`,
        'backstage.io/kubernetes-namespace': namespace,
        'backstage.io/kubernetes-cluster': placement.cluster,
      },
    },
    spec: {
      type: ENVIRONMENT_COMPONENT_TYPE,
      lifecycle: ref.stage,
      owner: spec.owner,
      system: ref.tenant,
    },
  };
}
