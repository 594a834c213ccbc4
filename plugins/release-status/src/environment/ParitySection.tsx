import { Link } from '@backstage/core-components';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import {
  EnvironmentRelease,
  environmentRefSchema,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import {
  RowHeader,
  ScrollTable,
  Section,
  comparePath,
} from '@plumbline/plugin-odoo-react';

export interface ParitySectionProps {
  release: Pick<EnvironmentRelease, 'environment' | 'parity'>;
}

/** How it differs from the next stage of its tenant, and what it therefore cannot tell of that. */
export function ParitySection(props: ParitySectionProps) {
  const { environment, parity } = props.release;
  if (parity.length === 0) return null;
  return (
    <Section title="What a green one here does not prove">
      {parity.map(({ stage, differences }) => (
        <div key={stage}>
          <Typography variant="body2">
            {differences.length === 0
              ? `No difference from ${stage} is known.`
              : `${stage} differs, so that a release can be fine here and fail there:`}{' '}
            <CompareLink environment={environment} stage={stage} />
          </Typography>
          {differences.length > 0 && (
            <ScrollTable
              label={`Differences from ${stage}`}
              minWidth={480}
              stickyFirstColumn
            >
              <TableHead>
                <TableRow>
                  <TableCell>What</TableCell>
                  <TableCell>Here</TableCell>
                  <TableCell>{stage}</TableCell>
                </TableRow>
              </TableHead>
              <TableBody>
                {differences.map(({ what, here, there }) => (
                  <TableRow key={what} hover>
                    <RowHeader>{what}</RowHeader>
                    <TableCell>{here}</TableCell>
                    <TableCell>{there}</TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </ScrollTable>
          )}
        </div>
      ))}
    </Section>
  );
}

interface CompareLinkProps {
  environment: string;
  stage: EnvironmentRelease['parity'][number]['stage'];
}

function CompareLink(props: CompareLinkProps) {
  const { environment, stage } = props;
  const ref = environmentRefSchema.safeParse(environment).data;
  return ref ? (
    <Link
      underline="always"
      to={comparePath(environment, formatEnvironmentRef({ ...ref, stage }))}
    >
      {`Compare with ${stage}`}
    </Link>
  ) : null;
}
