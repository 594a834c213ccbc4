import { Content } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import { EmptyState } from '@plumbline/plugin-odoo-react';
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
        <EmptyState
          title="This link asks for something that does not exist"
          description={`Not understood: ${read.problem}`}
          action={
            <Button variant="outlined" onClick={url.clearFilters}>
              Clear filters
            </Button>
          }
        />
      )}
    </Content>
  );
}
