import { withoutUnreadable } from './withoutUnreadable';

it('counts the neighbours that the caller may not read, and names them not', () => {
  const option = {
    move: 'restore' as const,
    allowed: true,
    reason: '',
    touches: ['harbour-civil/staging', 'harbour-rail/qa', 'quay-rail/qa'],
    approvals: 1,
  };
  expect(
    withoutUnreadable(option, new Set(['harbour-civil/staging'])),
  ).toMatchObject({
    touches: ['harbour-civil/staging'],
    touchesUnnamed: 2,
  });
});
