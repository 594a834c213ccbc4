import Typography from '@material-ui/core/Typography';
import { SourceProblem } from '@plumbline/plugin-odoo-common';
import { Badge, HelpButton } from '@plumbline/plugin-odoo-react';
import { PROBLEM_PRESENTATIONS } from './describeProblem';

const MEANINGS: Record<SourceProblem['kind'], string> = {
  failed:
    'It did not answer, or not as it should. What it would have told ages and becomes stale.',
  'no-permission':
    'The portal may not read it: give its identity the role, or take the kind out of the configuration.',
  skipped:
    'Objects that are malformed were left out, the others of the same kind were read. Mend them where they come from.',
  'not-installed':
    'The source has no such thing, such as a kind whose operator is absent. No fault, but nothing is known of it either.',
};

const KINDS = Object.keys(MEANINGS) as SourceProblem['kind'][];

/** What the kinds of problems mean, and what to do about them. */
export function ProblemHelp() {
  return (
    <HelpButton label="Help" title="What a run could not tell">
      <dl>
        {KINDS.map(kind => (
          <div key={kind}>
            <dt>
              <Badge {...PROBLEM_PRESENTATIONS[kind]} />
            </dt>
            <Typography component="dd" variant="body2" paragraph>
              {MEANINGS[kind]}
            </Typography>
          </div>
        ))}
      </dl>
      <Typography variant="body2">
        A source that fails touches only what it tells: environments that others
        tell of keep their verdicts.
      </Typography>
    </HelpButton>
  );
}
