import { RefObject, useEffect, useState } from 'react';

/** Whether what it holds is wider than the element, looked at after each rendering and when the window changes. */
export function useScrolls(ref: RefObject<HTMLElement>): boolean {
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const look = () => {
      const element = ref.current;
      setScrolls(element ? element.scrollWidth > element.clientWidth : false);
    };
    look();
    window.addEventListener('resize', look);
    return () => window.removeEventListener('resize', look);
  });
  return scrolls;
}
