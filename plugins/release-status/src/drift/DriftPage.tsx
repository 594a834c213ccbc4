import { Content } from '@backstage/core-components';
import { LinkProblem } from '@plumbline/plugin-odoo-react';
import { DriftFleet } from './DriftFleet';
import { readDriftUrl, useDriftUrl } from './driftUrl';

/** `/drift`: where cluster, repository and golden path differ, the worst and oldest first. */
export function DriftPage() {
  const url = useDriftUrl();
  const read = readDriftUrl(url.parameters);
  return (
    <Content>
      {read.valid ? (
        <DriftFleet query={read.query} url={url} />
      ) : (
        <LinkProblem problem={read.problem} onClear={url.clearFilters} />
      )}
    </Content>
  );
}
