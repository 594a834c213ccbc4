import { Content } from '@backstage/core-components';
import { LinkProblem } from '@plumbline/plugin-odoo-react';
import { Matrix } from './Matrix';
import { readMatrixUrl, useMatrixUrl } from './matrixUrl';

/** `/releases`: what runs where. */
export function ReleasesPage() {
  const url = useMatrixUrl();
  const read = readMatrixUrl(url.parameters);
  return (
    <Content>
      {read.valid ? (
        <Matrix query={read.query} url={url} />
      ) : (
        <LinkProblem problem={read.problem} onClear={url.clearFilters} />
      )}
    </Content>
  );
}
