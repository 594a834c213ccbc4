import { atMostEvery } from './atMostEvery';

describe('atMostEvery', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('acts at once, then once an interval however often it is asked, and never loses the last request', () => {
    const action = jest.fn();
    const { request } = atMostEvery(5000, action);
    request();
    expect(action).toHaveBeenCalledTimes(1);
    for (let burst = 0; burst < 40; burst += 1) {
      request();
      jest.advanceTimersByTime(100);
    }
    expect(action).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(1000);
    expect(action).toHaveBeenCalledTimes(2);
    jest.advanceTimersByTime(60_000);
    expect(action).toHaveBeenCalledTimes(2);
    request();
    expect(action).toHaveBeenCalledTimes(3);
  });

  it('does nothing any more once it is cancelled', () => {
    const action = jest.fn();
    const { request, cancel } = atMostEvery(5000, action);
    request();
    request();
    cancel();
    jest.advanceTimersByTime(60_000);
    expect(action).toHaveBeenCalledTimes(1);
  });
});
