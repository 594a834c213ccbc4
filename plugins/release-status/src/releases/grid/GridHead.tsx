import { RingGroup } from './columns';
import { useGridStyles } from './useGridStyles';

export interface GridHeadProps {
  groups: readonly RingGroup[];
}

/** Rings in the order in which a release travels, and the stages within each. */
export function GridHead(props: GridHeadProps) {
  const { groups } = props;
  const classes = useGridStyles();
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={2}>
          Tenant
        </th>
        {groups.map(({ ring, title, columns }) => (
          <th
            key={`${ring}`}
            scope="colgroup"
            colSpan={columns.length}
            title={title}
          >
            <span className={classes.ringTitle}>{title}</span>
          </th>
        ))}
      </tr>
      <tr>
        {groups.flatMap(({ ring, columns }) =>
          columns.map(({ stage }) => (
            <th key={`${ring} ${stage}`} scope="col">
              {stage}
            </th>
          )),
        )}
      </tr>
    </thead>
  );
}
