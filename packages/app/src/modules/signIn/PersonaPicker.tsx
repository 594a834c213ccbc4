import { Content, Header, Page } from '@backstage/core-components';
import Card from '@material-ui/core/Card';
import CardActionArea from '@material-ui/core/CardActionArea';
import CardContent from '@material-ui/core/CardContent';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Persona } from './personas';

const useStyles = makeStyles({
  list: {
    listStyle: 'none',
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(260px, 1fr))',
    gap: 16,
    margin: '16px 0',
    padding: 0,
  },
});

export interface PersonaPickerProps {
  personas: readonly Persona[];
  onChoose: (name: string) => void;
}

/** Whom to be in the sandbox; there are no passwords, and there is no such page outside it. */
export function PersonaPicker(props: PersonaPickerProps) {
  const { personas, onChoose } = props;
  const classes = useStyles();
  return (
    <Page themeId="home">
      <Header title="Plumbline" subtitle="Sandbox" />
      <Content>
        <Typography variant="h5" component="h2">
          Sign in as
        </Typography>
        <ul className={classes.list}>
          {personas.map(({ name, title, description }) => (
            <li key={name}>
              <Card>
                <CardActionArea
                  aria-label={`Sign in as ${title}`}
                  onClick={() => onChoose(name)}
                >
                  <CardContent>
                    <Typography variant="h6" component="h3">
                      {title}
                    </Typography>
                    <Typography variant="body2">{description}</Typography>
                  </CardContent>
                </CardActionArea>
              </Card>
            </li>
          ))}
        </ul>
      </Content>
    </Page>
  );
}
