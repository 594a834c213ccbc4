import { act, render, screen } from '@testing-library/react';
import { EvidenceAge } from './EvidenceAge';

const observedAt = '2026-11-26T10:00:00.000Z';

describe('EvidenceAge', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: Date.parse(observedAt) + 12_000 });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('ticks by one clock, without rendering what it stands in', () => {
    const intervals = jest.spyOn(global, 'setInterval');
    const rendered = jest.fn();
    function Row() {
      rendered();
      return <EvidenceAge observedAt={observedAt} />;
    }
    const { unmount } = render(
      <>
        <Row />
        <Row />
      </>,
    );
    expect(screen.getAllByText('12 s ago')).toHaveLength(2);
    rendered.mockClear();
    act(() => {
      jest.advanceTimersByTime(3_000);
    });
    expect(screen.getAllByText('15 s ago')).toHaveLength(2);
    expect(rendered).not.toHaveBeenCalled();
    expect(intervals).toHaveBeenCalledTimes(1);
    unmount();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('turns stale by itself when the evidence expires', () => {
    render(
      <EvidenceAge
        observedAt={observedAt}
        expiresAt="2026-11-26T10:05:00.000Z"
      />,
    );
    expect(screen.queryByText(/stale/)).not.toBeInTheDocument();
    act(() => {
      jest.advanceTimersByTime(5 * 60_000);
    });
    expect(screen.getByText(/, stale$/)).toHaveTextContent('5 min ago, stale');
  });

  it('tells the absolute time with its zone to the keyboard too', () => {
    render(<EvidenceAge observedAt={observedAt} stale />);
    const age = screen.getByText('12 s ago');
    expect(age).toHaveAttribute('tabindex', '0');
    expect(age).toHaveAttribute(
      'title',
      expect.stringMatching(/^Observed 26 Nov 2026, .* .+$/),
    );
  });

  it('says when there is no evidence', () => {
    render(<EvidenceAge />);
    expect(screen.getByText('no evidence')).toBeVisible();
  });
});
