import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { SourceProblem } from '@plumbline/plugin-odoo-common';
import { Badge } from '@plumbline/plugin-odoo-react';
import {
  PROBLEM_PRESENTATIONS,
  countOf,
  groupProblems,
} from './describeProblem';

/** More are counted, not listed: a page of garbage has one reason. */
const LISTED = 5;

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0, overflowWrap: 'anywhere' },
});

export interface ProblemsProps {
  problems: readonly SourceProblem[];
}

/** What a run could not tell, by kind, in words. */
export function Problems(props: ProblemsProps) {
  const classes = useStyles();
  return (
    <ul className={classes.list}>
      {groupProblems(props.problems).map(({ kind, problems }) => {
        const listed = problems.slice(0, LISTED);
        const more = countOf(problems.slice(LISTED));
        const { word, ...presentation } = PROBLEM_PRESENTATIONS[kind];
        const count = countOf(problems);
        return (
          <li key={kind}>
            <Badge
              {...presentation}
              word={count > 1 ? `${word} (${count})` : word}
            />
            {listed.map(({ subject, message, count: stands }) => (
              <Typography
                key={`${subject} ${message}`}
                variant="body2"
                component="div"
              >
                {`${subject}: ${message}`}
                {stands !== undefined && stands > 1 && ` (${stands} times)`}
              </Typography>
            ))}
            {more > 0 && `and ${more} more`}
          </li>
        );
      })}
    </ul>
  );
}
