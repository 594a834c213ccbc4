/** A calendar of freezes, each from a day to another, as `20261120`; midnight in UTC. */
export const freezeCalendar = (...events: [from: string, to: string][]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...events.flatMap(([from, to], index) => [
      'BEGIN:VEVENT',
      `UID:freeze-${index}`,
      'SUMMARY:Year end',
      'CATEGORIES:FREEZE',
      `DTSTART:${from}T000000Z`,
      `DTEND:${to}T000000Z`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
