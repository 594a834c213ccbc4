import { RenderContext } from '../../manifest/renderContext';
import { isHibernated } from '../../plan/hibernation';

/** What the annotation says on a Cluster of CloudNativePG; absent: off. */
export const HIBERNATION_ANNOTATION = 'cnpg.io/hibernation';

export const hibernates = ({
  database: { server },
  tier,
  spec,
}: Pick<RenderContext, 'database' | 'tier' | 'spec'>): boolean =>
  isHibernated(spec, tier, server);
