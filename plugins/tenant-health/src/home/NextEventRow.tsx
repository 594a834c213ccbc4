import { Link } from '@backstage/core-components';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { ComingEvent, momentInZone } from '@plumbline/plugin-odoo-common';
import {
  Badge,
  RowHeader,
  changePath,
  environmentPath,
  formatRelative,
  useClock,
} from '@plumbline/plugin-odoo-react';
import {
  ANSWER_BADGES,
  answerAt,
  changesInWords,
  reasonsOf,
} from './presentAnswer';

export interface NextEventRowProps {
  event: ComingEvent;
  isOutdated: boolean;
}

export function NextEventRow({ event, isOutdated }: NextEventRowProps) {
  const { tenant, production } = event;
  const answer = useClock(at => answerAt(event, { isOutdated, at }));
  const distance = useClock(now =>
    Date.parse(event.from) > now
      ? formatRelative(event.from, now)
      : `began ${formatRelative(event.from, now)}`,
  );
  return (
    <TableRow>
      <RowHeader>
        <Link to={`/calendar?${new URLSearchParams({ tenant })}`}>
          {`${event.title}, ${tenant}`}
        </Link>
      </RowHeader>
      <TableCell>
        <time dateTime={event.from}>
          {momentInZone(event.from, event.timeZone)}
        </time>
        <div>{distance}</div>
      </TableCell>
      <TableCell>
        <Badge {...ANSWER_BADGES[answer]} />
        {answer === event.answer ? (
          reasonsOf(event).map(({ about, text }) => (
            <div key={about}>{text}</div>
          ))
        ) : (
          <div>
            {`It was ${
              ANSWER_BADGES[event.answer].word
            }; what that rests on is too old by now`}
          </div>
        )}
        {production && (
          <div>
            <Link to={environmentPath({ tenant, stage: production.stage })}>
              Production
            </Link>
            {production.pendingChange && (
              <>
                {', '}
                <Link
                  underline="always"
                  to={changePath(production.pendingChange)}
                >
                  the change on its way
                </Link>
              </>
            )}
          </div>
        )}
      </TableCell>
      <TableCell>{isOutdated ? 'Not known' : changesInWords(event)}</TableCell>
    </TableRow>
  );
}
