import Typography from '@material-ui/core/Typography';
import { Change } from '@plumbline/plugin-odoo-common';

export interface AdoptedCommitsProps {
  adopts: NonNullable<Change['adopts']>;
}

/** What a change takes over that came past change control; every file is as it should be already. */
export function AdoptedCommits(props: AdoptedCommitsProps) {
  return (
    <section aria-label="Adopted commits">
      <Typography variant="body2">
        Every file is as it should be already. Taken over is what came past
        change control:
      </Typography>
      <ul>
        {props.adopts.map(({ commit, author }) => (
          <li key={commit} style={{ overflowWrap: 'anywhere' }}>
            <code>{commit.slice(0, 10)}</code> {`by ${author}`}
          </li>
        ))}
      </ul>
    </section>
  );
}
