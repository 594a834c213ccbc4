import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { withParameter } from '../listUrl';
import { Tone, usePalette } from '../palette';
import { StatusShape, StatusShapeName } from '../status';

const useStyles = makeStyles({
  list: {
    listStyle: 'none',
    display: 'flex',
    flexWrap: 'wrap',
    gap: '4px 16px',
    margin: 0,
    padding: 0,
  },
  link: { display: 'inline-flex', alignItems: 'center', gap: 4 },
});

export interface CountLink {
  /** Of the filter, as in the URL. */
  value: string;
  count: number;
  shape: StatusShapeName;
  tone: Tone;
  word: string;
}

export interface CountLinksProps {
  /** Names the list to assistive technology. */
  label: string;
  /** The filter that the counts set. */
  filter: string;
  counts: readonly CountLink[];
  /** Of the list that they filter. */
  parameters: URLSearchParams;
  /** Path of the list; absent on its own page. */
  to?: string;
  /** They could not be loaded again: how many still count so is not known. */
  isOutdated: boolean;
}

/** A list in one line; each count filters by what it counts, and once more takes the filter away. */
export function CountLinks(props: CountLinksProps) {
  const { label, filter, counts, parameters, to = '', isOutdated } = props;
  const classes = useStyles();
  const palette = usePalette();
  const active = parameters.get(filter);
  return (
    <ul className={classes.list} aria-label={label}>
      {counts.map(({ value, count, shape, tone, word }) => {
        const isActive = value === active;
        const target = withParameter(parameters, filter, isActive ? '' : value);
        return (
          <li key={value}>
            <Link
              to={`${to}?${target}`}
              className={classes.link}
              aria-current={isActive ? 'true' : undefined}
              style={{
                color: palette[isOutdated ? 'unknown' : tone],
                fontWeight: isActive ? 700 : undefined,
              }}
            >
              <StatusShape name={shape} />
              {`${count} ${word}`}
            </Link>
          </li>
        );
      })}
      {isOutdated && <li>when last loaded</li>}
    </ul>
  );
}
