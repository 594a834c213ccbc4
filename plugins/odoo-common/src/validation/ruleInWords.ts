import { z } from 'zod';

function atBound(origin: string, bound: string, limit: number | bigint) {
  if (origin === 'string') return `must have ${bound} ${limit} characters`;
  if (origin === 'array') return `must have ${bound} ${limit} entries`;
  return `must be ${bound} ${limit}`;
}

const TYPES: Record<string, string> = {
  int: 'a whole number',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** The rule that a value breaks, for a person; a rule that was worded where it is defined is kept. */
export function ruleInWords(issue: z.core.$ZodIssue): string {
  const worded = !/^(Invalid|Too (small|big))/.test(issue.message);
  if (worded) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('received undefined')
        ? 'is missing'
        : `must be ${TYPES[issue.expected] ?? `a ${issue.expected}`}`;
    case 'invalid_format':
      return 'has the wrong form';
    case 'invalid_value':
      return 'is none of the possible values';
    case 'invalid_union':
      return 'is none of the possible forms';
    case 'too_small':
      return atBound(issue.origin, 'at least', issue.minimum);
    case 'too_big':
      return atBound(issue.origin, 'at most', issue.maximum);
    default:
      return issue.message;
  }
}
