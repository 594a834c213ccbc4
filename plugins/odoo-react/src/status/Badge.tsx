import { makeStyles } from '@material-ui/core/styles';
import { Tone, paletteOf } from '../palette';
import { StatusShape, StatusShapeName } from './StatusShape';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'inline-flex',
    // Its word stands on the line of the text around it, whatever the height of the picture.
    alignItems: 'baseline',
    gap: 4,
    whiteSpace: 'nowrap',
    fontWeight: 600,
    lineHeight: '20px',
    color: ({ tone }: { tone: Tone }) => paletteOf(theme)[tone],
    '& svg': { flex: 'none', alignSelf: 'center' },
  },
}));

export interface BadgeProps {
  shape: StatusShapeName;
  tone: Tone;
  word: string;
}

/** Shape, word and colour that say the same thing three times. */
export function Badge(props: BadgeProps) {
  const classes = useStyles({ tone: props.tone });
  return (
    <span className={classes.root}>
      <StatusShape name={props.shape} />
      <span>{props.word}</span>
    </span>
  );
}
