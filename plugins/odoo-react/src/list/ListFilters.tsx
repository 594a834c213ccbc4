import { ReactNode, useRef, useState } from 'react';
import Button from '@material-ui/core/Button';
import { ChoiceFilter, FilterRow, NameFilter, SearchFilter } from '../filters';
import { ListUrlState } from '../listUrl';

export interface NamesOf<F extends string> {
  name: F;
  label: string;
  suggestions: readonly string[];
  /** Asked for seldom: behind "More filters", unless it is set. */
  isSeldom?: boolean;
}

export interface ChoicesOf<F extends string> {
  name: F;
  label: string;
  options: readonly string[];
}

export interface ListFiltersProps<F extends string> {
  /** Distinguishes the fields from those of other lists. */
  id: string;
  url: ListUrlState<F | 'q'>;
  names: readonly NamesOf<F>[];
  choices: readonly ChoicesOf<F>[];
  /** More of them, last. */
  children?: ReactNode;
}

/** Search, names, choices and a way to clear them all; every one of them lives in the URL. */
export function ListFilters<F extends string>(props: ListFiltersProps<F>) {
  const { id, url, names, choices, children } = props;
  const search = useRef<HTMLInputElement>(null);
  const [isWhole, setIsWhole] = useState(false);
  const hasSeldom = names.some(({ isSeldom }) => isSeldom);
  const shown = names.filter(
    ({ name, isSeldom }) => !isSeldom || isWhole || url.valueOf(name) !== '',
  );
  return (
    <FilterRow label="Filters">
      <SearchFilter
        id={`${id}-q`}
        inputRef={search}
        value={url.valueOf('q')}
        onChange={value => url.setParameter('q', value, { replace: true })}
      />
      {shown.map(({ name, label, suggestions }) => (
        <NameFilter
          key={name}
          id={`${id}-${name}`}
          label={label}
          suggestions={suggestions}
          value={url.valueOf(name)}
          onChange={value => url.setParameter(name, value)}
        />
      ))}
      {choices.map(({ name, label, options }) => (
        <ChoiceFilter
          key={name}
          id={`${id}-${name}`}
          label={label}
          options={options}
          value={url.valueOf(name)}
          onChange={value => url.setParameter(name, value)}
        />
      ))}
      {children}
      {hasSeldom && (
        <Button
          size="small"
          aria-expanded={isWhole}
          onClick={() => setIsWhole(!isWhole)}
        >
          {isWhole ? 'Fewer filters' : 'More filters'}
        </Button>
      )}
      {url.hasFilters && (
        <Button
          size="small"
          onClick={() => {
            url.clearFilters();
            // The button goes away; who uses the keyboard stays in the filters.
            search.current?.focus();
          }}
        >
          Clear filters
        </Button>
      )}
    </FilterRow>
  );
}
