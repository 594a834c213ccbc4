import { Content } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import { EmptyState } from '@plumbline/plugin-odoo-react';
import { GoldenPathFleet } from './GoldenPathFleet';
import { readGoldenPathUrl, useGoldenPathUrl } from './goldenPathUrl';

/** `/golden-path`: which environment is on which version, what drifted, and one change for each that is not current. */
export function GoldenPathPage() {
  const url = useGoldenPathUrl();
  const read = readGoldenPathUrl(url.parameters);
  return (
    <Content>
      {read.valid ? (
        <GoldenPathFleet query={read.query} url={url} />
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
