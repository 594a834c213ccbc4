import { useState } from 'react';
import Typography from '@material-ui/core/Typography';
import {
  EnvironmentRelease,
  REASON_MAX_LENGTH,
} from '@plumbline/plugin-odoo-common';
import { Section } from '@plumbline/plugin-odoo-react';
import { RollBackDialog, RollBackOption, useMayPropose } from '../../proposal';
import { RollBackTable } from './RollBackTable';

export interface RollBackSectionProps {
  release: EnvironmentRelease;
}

/** Where it can go back to, in order of preference, and what each way costs. */
export function RollBackSection(props: RollBackSectionProps) {
  const { release } = props;
  const [chosen, setChosen] = useState<RollBackOption>();
  const refusal = useMayPropose(release.environment);
  return (
    <Section title="Ways back" aside="No freeze stops a roll-back.">
      {refusal && <Typography variant="body2">{refusal}</Typography>}
      {release.rollBack.length === 0 ? (
        <Typography variant="body2">
          None is known: no earlier release of this environment is on record.
        </Typography>
      ) : (
        <RollBackTable
          environment={release.environment}
          options={release.rollBack}
          isRefused={refusal !== undefined}
          onChoose={setChosen}
        />
      )}
      {chosen && (
        <RollBackDialog
          release={release}
          chosen={chosen}
          reason={reasonOf(release)}
          onClose={() => setChosen(undefined)}
        />
      )}
    </Section>
  );
}

/** What is known of a failure; somebody who goes back for another reason says which. */
function reasonOf({ current }: EnvironmentRelease): string {
  const { deployment, version } = current;
  if (deployment?.outcome !== 'failed') return '';
  const because = deployment.because ? `: ${deployment.because}` : '';
  return `${version} failed here${because}`.slice(0, REASON_MAX_LENGTH);
}
