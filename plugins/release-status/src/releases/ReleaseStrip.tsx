import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { Matrix } from '@plumbline/plugin-odoo-common';
import {
  Badge,
  Section,
  formatCount,
  releasePath,
  withParameter,
} from '@plumbline/plugin-odoo-react';

/** The newest are what people ask about; the others open on demand. */
const SHOWN = 6;

const useStyles = makeStyles(theme => ({
  list: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(200px, 1fr))',
    gap: 8,
  },
  release: {
    ...theme.typography.body2,
    border: `1px solid ${theme.palette.divider}`,
    padding: 8,
  },
  version: { fontWeight: 600 },
  marks: { display: 'flex', flexWrap: 'wrap', gap: '0 8px' },
  more: { cursor: 'pointer', margin: '8px 0' },
}));

export interface ReleaseStripProps {
  releases: Matrix['releases'];
  parameters: URLSearchParams;
}

/** The newest releases: where each is, and how it did there. */
export function ReleaseStrip(props: ReleaseStripProps) {
  const { releases, parameters } = props;
  const classes = useStyles();
  if (releases.length === 0) return null;
  const listOf = (some: Matrix['releases']) => (
    <ul className={classes.list}>
      {some.map(release => (
        <li key={release.version} className={classes.release}>
          <Link to={releasePath(release.version)} className={classes.version}>
            {release.version}
          </Link>
          <div>
            <Link
              to={`?${withParameter(parameters, 'version', release.version)}`}
              aria-label={`${formatCount(
                release.environments,
                'environment',
              )} with ${release.version}`}
            >
              {formatCount(release.environments, 'environment')}
            </Link>
          </div>
          <div className={classes.marks}>
            <Badge
              shape="check"
              tone="plain"
              word={`${release.verified} verified`}
            />
            {release.failed > 0 && (
              <Badge
                shape="cross"
                tone="critical"
                word={`${release.failed} failed`}
              />
            )}
          </div>
        </li>
      ))}
    </ul>
  );
  const older = releases.slice(SHOWN);
  return (
    <Section title="Releases">
      {listOf(releases.slice(0, SHOWN))}
      {older.length > 0 && (
        <details>
          <summary className={classes.more}>
            {formatCount(older.length, 'older release')}
          </summary>
          {listOf(older)}
        </details>
      )}
    </Section>
  );
}
