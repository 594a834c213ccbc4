import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { PullRequest, PullRequestCheck } from '@plumbline/plugin-odoo-common';
import { Badge, BadgeProps } from '@plumbline/plugin-odoo-react';

const STATES: Record<PullRequest['state'], BadgeProps> = {
  open: { shape: 'half-ring', tone: 'plain', word: 'open' },
  merged: { shape: 'check', tone: 'ok', word: 'merged' },
  closed: { shape: 'dash', tone: 'plain', word: 'closed' },
};

const OUTCOMES: Record<PullRequestCheck['outcome'], BadgeProps> = {
  passed: { shape: 'check', tone: 'ok', word: 'passed' },
  failed: { shape: 'cross', tone: 'critical', word: 'failed' },
  pending: { shape: 'half-ring', tone: 'plain', word: 'not reported yet' },
};

const useStyles = makeStyles({
  facts: { overflowWrap: 'anywhere' },
  list: { margin: '8px 0 0', padding: 0, listStyle: 'none', display: 'grid' },
  check: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: 8,
    overflowWrap: 'anywhere',
  },
});

export interface PullRequestFactsProps {
  pullRequest: PullRequest;
}

/** Where the change is merged, and what its checks say there; the required ones first. */
export function PullRequestFacts(props: PullRequestFactsProps) {
  const { number, url, state, branch, commit, approval, checks } =
    props.pullRequest;
  const classes = useStyles();
  const sorted = [
    ...checks.filter(({ required }) => required),
    ...checks.filter(({ required }) => !required),
  ];
  return (
    <div className={classes.facts}>
      <Link to={url}>{`Pull request ${number}`}</Link>{' '}
      <Badge {...STATES[state]} />
      <Typography variant="body2">
        <code>{commit.slice(0, 10)}</code> on <code>{branch}</code>
        {state === 'open' &&
          approval === 'withheld' &&
          ': the portal does not stand behind it now, and does not merge it'}
      </Typography>
      {checks.length === 0 ? (
        state === 'open' && (
          <Typography variant="body2">
            The branch requires no check, and none has reported.
          </Typography>
        )
      ) : (
        <ul className={classes.list} aria-label="Checks">
          {sorted.map(({ name, outcome, url: link, required }) => (
            <li key={`${name} ${link ?? ''}`} className={classes.check}>
              <Badge {...OUTCOMES[outcome]} />
              {link ? <Link to={link}>{name}</Link> : <span>{name}</span>}
              {!required && (
                <Typography variant="caption">not required</Typography>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
