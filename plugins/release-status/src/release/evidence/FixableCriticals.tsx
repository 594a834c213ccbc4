import Typography from '@material-ui/core/Typography';
import { FixableCritical } from '@plumbline/plugin-odoo-common';
import { Badge, PersonLink, formatInstant } from '@plumbline/plugin-odoo-react';

export interface FixableCriticalsProps {
  findings: readonly FixableCritical[];
  /** Milliseconds. */
  now: number;
}

/** Critical findings that an update would mend, and who let which through until when. */
export function FixableCriticals(props: FixableCriticalsProps) {
  const { findings, now } = props;
  if (findings.length === 0) return null;
  return (
    <>
      <Typography variant="subtitle2" component="h4">
        Fixable criticals
      </Typography>
      <ul>
        {findings.map(({ id, package: name, fixedIn, waiver }) => {
          const holds = waiver && Date.parse(waiver.until) > now;
          return (
            <li key={`${id} ${name}`}>
              <Typography variant="body2" component="div">
                {holds ? (
                  <Badge shape="skipped-check" tone="degraded" word="waived" />
                ) : (
                  <Badge
                    shape="cross"
                    tone="critical"
                    word={waiver ? 'waiver has ended' : 'open'}
                  />
                )}{' '}
                {`${id} in ${name}, fixed in ${fixedIn}.`}
                {waiver && (
                  <>
                    {` ${waiver.reason}, by `}
                    <PersonLink person={waiver.approver} />
                    {`, until ${formatInstant(waiver.until)}`}
                  </>
                )}
              </Typography>
            </li>
          );
        })}
      </ul>
    </>
  );
}
