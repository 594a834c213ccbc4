/** The first element that the selector finds, once its text contains this. */
export interface Sight {
  selector: string;
  text: string;
}

/** How long the frames of a movement took, in milliseconds. */
export interface Frames {
  median: number;
  longest: number;
}

// What follows runs in the browser, alone: it refers to nothing outside of itself.

export function goTo({
  path,
  selector,
  text,
}: Sight & { path: string }): Promise<number> {
  const GIVE_UP_MS = 120_000;
  const begun = performance.now();
  window.history.pushState({}, '', path);
  window.dispatchEvent(new PopStateEvent('popstate', { state: {} }));
  return new Promise((resolve, reject) => {
    const look = () => {
      const found = document.querySelector(selector)?.textContent ?? '';
      if (found.includes(text)) {
        // The frame after the one in which it is there is painted with it.
        requestAnimationFrame(() => resolve(performance.now() - begun));
      } else if (performance.now() - begun > GIVE_UP_MS) {
        reject(new Error(`${path} shows no ${text} at ${selector}`));
      } else {
        requestAnimationFrame(look);
      }
    };
    requestAnimationFrame(look);
  });
}

export async function scrollThrough(selector: string): Promise<Frames> {
  const STEPS = 60;
  const scrolls = (element: Element) =>
    element.scrollHeight > element.clientHeight + 1 &&
    ['auto', 'scroll'].includes(getComputedStyle(element).overflowY);
  let place = document.querySelector(selector);
  while (place && !scrolls(place)) place = place.parentElement;
  const scrolled = place ?? document.scrollingElement!;
  const way = scrolled.scrollHeight - scrolled.clientHeight;
  const times: number[] = [];
  let last = performance.now();
  for (let step = 1; step <= STEPS; step++) {
    scrolled.scrollTop = (way * step) / STEPS;
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    times.push(now - last);
    last = now;
  }
  times.sort((a, b) => a - b);
  return { median: times[STEPS / 2], longest: times[STEPS - 1] };
}
