import {
  Comparison,
  EnvironmentSpec,
  ReleaseDocument,
  compareModules,
  specDifferences,
  stepBetween,
} from '@plumbline/plugin-odoo-common';

/** One side of a comparison: an environment with its spec, or a release alone. */
export interface Side {
  name: string;
  release: ReleaseDocument;
  spec?: EnvironmentSpec;
}

export function compare(
  from: Side,
  to: Side,
  releases: readonly ReleaseDocument[],
): Comparison {
  const { back, schemaClass } = stepBetween(from.release, to.release, releases);
  const isOneSeries = from.release.spec.series === to.release.spec.series;
  return {
    from: { name: from.name, release: from.release.metadata.name },
    to: { name: to.name, release: to.release.metadata.name },
    modules: compareModules(from.release.spec.modules, to.release.spec.modules),
    // Between series Odoo itself migrates, whatever the releases of either say of their own steps.
    step: { schemaClass: isOneSeries ? schemaClass : 'breaking', back },
    configuration:
      from.spec && to.spec ? specDifferences(from.spec, to.spec) : [],
  };
}
