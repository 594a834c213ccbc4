import { errorText } from '@plumbline/plugin-odoo-react';
import { OPTIONS, Option, SUGGESTIONS } from './options';
import { useChoices } from './useChoices';

export interface Offer {
  /** What can be chosen; absent for a field that is typed. */
  options?: Option[];
  /** What a typed field proposes. */
  suggestions: string[];
  /** Why there is nothing to choose from, or not yet. */
  note?: string;
}

/** What a field offers: its own enumeration, or what the platform and the registry have. */
export function useOffer(
  parameter: string,
  enumeration: readonly unknown[] | undefined,
  form: Record<string, unknown>,
): Offer {
  const { value: choices, error } = useChoices();
  if (enumeration) {
    return {
      suggestions: [],
      options: enumeration.map(value => ({
        value: String(value),
        label: String(value),
      })),
    };
  }
  const optionsOf = OPTIONS[parameter];
  const suggestionsOf = SUGGESTIONS[parameter];
  if (!optionsOf && !suggestionsOf) return { suggestions: [] };
  if (error) {
    return {
      suggestions: [],
      note: `The choices could not be loaded (${errorText(error)}): type it.`,
    };
  }
  return {
    suggestions: (choices && suggestionsOf?.(choices)) ?? [],
    // Until they are there the field is a list already, so that nothing typed is lost.
    options: optionsOf && (choices ? optionsOf(choices, form) : []),
    note: choices ? undefined : 'The choices are being loaded.',
  };
}

/** The options, and the value that was chosen before it ceased to be one of them. */
export function withChosen(options: Option[], chosen: unknown): Option[] {
  const isOption = options.some(({ value }) => value === String(chosen ?? ''));
  if (chosen === undefined || isOption) return options;
  return [
    { value: String(chosen), label: `${chosen} (not offered)` },
    ...options,
  ];
}
