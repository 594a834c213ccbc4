import { Content } from '@backstage/core-components';
import { LinkProblem } from '@plumbline/plugin-odoo-react';
import { PrintStyle } from '../print';
import { RecoveryFleet } from './RecoveryFleet';
import { readRecoveryUrl, useRecoveryUrl } from './recoveryUrl';

/** `/recovery`: what can be restored of every environment the user may see, the least ready first. */
export function RecoveryPage() {
  const url = useRecoveryUrl();
  const read = readRecoveryUrl(url.parameters);
  return (
    <Content>
      <PrintStyle />
      {read.valid ? (
        <RecoveryFleet query={read.query} url={url} />
      ) : (
        <LinkProblem problem={read.problem} onClear={url.clearFilters} />
      )}
    </Content>
  );
}
