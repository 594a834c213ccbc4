import { HelpButton } from '../help';
import { Legend } from './Legend';

/** Opens the legend. */
export function LegendButton() {
  return (
    <HelpButton label="Legend" title="What verdicts and evidence mean">
      <Legend />
    </HelpButton>
  );
}
