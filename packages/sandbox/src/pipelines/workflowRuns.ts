import type { ReleaseDocument } from '@plumbline/plugin-odoo-common';

const MINUTE = 60_000;

/** A run of the workflow that built a release. */
export interface WorkflowRun {
  id: number;
  /** Of all runs of the workflow. */
  number: number;
  /** `owner/name` */
  repository: string;
  /** On `main`, as its releases are. */
  commit: string;
  title: string;
  pageUrl: string;
  startedAt: Date;
  endedAt: Date;
}

/**
 * The runs that built the releases of the world, the oldest first. Of a record that comes into Git later, or is changed
 * there, GitHub hears nothing: it does not agree with whatever a record says.
 */
export function workflowRunsOf(
  releases: Iterable<ReleaseDocument>,
): WorkflowRun[] {
  return [...releases]
    .sort((a, b) => a.spec.releasedAt.localeCompare(b.spec.releasedAt))
    .flatMap(({ metadata, spec }, index) => {
      const { sourceCommit: commit, evidence, releasedAt } = spec;
      const { pipeline } = evidence ?? {};
      if (!pipeline || !commit) return [];
      const endedAt = new Date(releasedAt);
      return [
        {
          id: Number(pipeline.run),
          number: index + 1,
          repository: pipeline.repository,
          commit,
          title: `Release ${metadata.name}`,
          pageUrl: pipeline.url,
          startedAt: new Date(endedAt.getTime() - 48 * MINUTE),
          endedAt,
        },
      ];
    });
}
