import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { withParameter } from '@plumbline/plugin-odoo-react';
import { INCIDENTS_VIEW, VIEW_PARAMETER } from './fleetUrl';

const VIEWS = [
  { value: '', title: 'Environments' },
  { value: INCIDENTS_VIEW, title: 'Incidents by cause' },
];

const useStyles = makeStyles({
  list: {
    listStyle: 'none',
    display: 'flex',
    flexWrap: 'wrap',
    gap: '0 16px',
    margin: '0 0 8px',
    padding: 0,
  },
  active: { fontWeight: 700, borderBottom: '2px solid currentColor' },
});

export interface ViewLinksProps {
  parameters: URLSearchParams;
}

/** The fleet one by one or by cause; the filters are kept for the way back. */
export function ViewLinks(props: ViewLinksProps) {
  const { parameters } = props;
  const classes = useStyles();
  const shown = parameters.get(VIEW_PARAMETER) ?? '';
  return (
    <nav aria-label="Views of the fleet">
      <ul className={classes.list}>
        {VIEWS.map(({ value, title }) => (
          <li key={title}>
            <Link
              to={`?${withParameter(parameters, VIEW_PARAMETER, value)}`}
              aria-current={value === shown ? 'page' : undefined}
              className={value === shown ? classes.active : undefined}
            >
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
