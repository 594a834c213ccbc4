import { Content } from '@backstage/core-components';
import { useSearchParams } from 'react-router-dom';
import { EmptyState } from '@plumbline/plugin-odoo-react';
import { CompareForm } from './CompareForm';
import { ComparisonAnswer } from './ComparisonAnswer';

/** `/compare?from&to`: two environments, two releases, or one of each. */
export function ComparePage() {
  const [parameters, setParameters] = useSearchParams();
  const from = parameters.get('from') ?? '';
  const to = parameters.get('to') ?? '';
  return (
    <Content>
      <CompareForm
        // Back and forward change the URL without the form.
        key={`${from} ${to}`}
        from={from}
        to={to}
        onCompare={setParameters}
      />
      {from && to ? (
        <ComparisonAnswer from={from} to={to} />
      ) : (
        <EmptyState
          title="Nothing to compare yet"
          description="Name two environments as <tenant>/<stage>, two releases by their versions, or one of each."
        />
      )}
    </Content>
  );
}
