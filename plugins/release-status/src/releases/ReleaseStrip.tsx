import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { Matrix } from '@plumbline/plugin-odoo-common';
import {
  Badge,
  SERIES_UPGRADES_PATH,
  Section,
  formatCount,
  releasePath,
  withParameter,
} from '@plumbline/plugin-odoo-react';

const useStyles = makeStyles(theme => ({
  list: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    gap: 8,
    // One row at any width: what is under it is what the page is for.
    overflowX: 'auto',
  },
  release: {
    ...theme.typography.body2,
    border: `1px solid ${theme.palette.divider}`,
    padding: '4px 8px',
    flex: 'none',
  },
  version: { fontWeight: 600 },
  marks: { display: 'flex', flexWrap: 'wrap', gap: '0 8px' },
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
  return (
    <Section
      title="Releases"
      aside={<Link to={SERIES_UPGRADES_PATH}>Series upgrades</Link>}
    >
      <ul className={classes.list}>
        {releases.map(release => (
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
    </Section>
  );
}
