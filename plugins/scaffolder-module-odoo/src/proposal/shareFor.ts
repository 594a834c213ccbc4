/**
 * Fields of a page ask the same question at the same moment: those with the same owner and key get one answer,
 * for as long as given, milliseconds. A failure is not shared with those who ask later.
 */
export function shareFor<O extends object, T, Q = void>(
  milliseconds: number,
  load: (owner: O, question: Q) => Promise<T>,
): (owner: O, question: Q) => Promise<T> {
  const held = new WeakMap<
    O,
    { key: string; at: number; answer: Promise<T> }
  >();
  return (owner, question) => {
    const key = JSON.stringify(question) ?? '';
    const last = held.get(owner);
    if (last?.key === key && Date.now() - last.at < milliseconds) {
      return last.answer;
    }
    const next = { key, at: Date.now(), answer: load(owner, question) };
    held.set(owner, next);
    next.answer.catch(() => {
      if (held.get(owner) === next) held.delete(owner);
    });
    return next.answer;
  };
}
