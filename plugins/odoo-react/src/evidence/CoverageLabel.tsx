import { makeStyles } from '@material-ui/core/styles';
import { Verdict } from '@plumbline/plugin-odoo-common';
import { paletteOf } from '../palette';
import { VisuallyHidden } from '../text';

const useStyles = makeStyles(theme => ({
  label: {
    // The hidden words must be cut off with the table that scrolls around them.
    position: 'relative',
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
  },
  partial: { borderBottom: `2px dashed ${paletteOf(theme).plain}` },
}));

export interface CoverageLabelProps {
  coverage: Verdict['coverage'];
}

/** `17/19`: required probes that are collected and fresh, of all that are required; underlined while some lack. */
export function CoverageLabel(props: CoverageLabelProps) {
  const { collected, required } = props.coverage;
  const classes = useStyles();
  const isPartial = collected < required;
  return (
    <span
      className={
        isPartial ? `${classes.label} ${classes.partial}` : classes.label
      }
      title={`${collected} of ${required} required probes are collected and fresh`}
    >
      <span aria-hidden>{`${collected}/${required}`}</span>
      <VisuallyHidden>
        {`${collected} of ${required} required probes collected`}
      </VisuallyHidden>
    </span>
  );
}
