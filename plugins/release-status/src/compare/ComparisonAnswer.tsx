import { CompareQuery } from '@plumbline/plugin-odoo-common';
import { QueryPanel, useOdooQuery } from '@plumbline/plugin-odoo-react';
import { ComparisonView } from './ComparisonView';

/** What differs between the two, asked once: neither side changes while one reads. */
export function ComparisonAnswer(props: CompareQuery) {
  const { from, to } = props;
  const comparison = useOdooQuery(
    (api, signal) => api.compare({ from, to }, signal),
    { key: `${from} ${to}` },
  );
  return (
    <QueryPanel
      query={comparison}
      what={`${from} and ${to}`}
      stillWorks="Other names can be compared."
    >
      {data => <ComparisonView comparison={data} />}
    </QueryPanel>
  );
}
