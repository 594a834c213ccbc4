import { Matrix } from '@plumbline/plugin-odoo-common';
import { PortalPage } from '../browser/PortalPage';
import { median } from '../table';

const ROUNDS = 5;
const ELSEWHERE = {
  path: '/changes',
  selector: '#root',
  text: 'No changes yet',
};
const CELL = '[role=grid] [data-place]';
const FIRST_TENANT = '[role=grid] tbody [role=rowheader]';
const WANTED = 'tenant-19';

/**
 * The page of the matrix: first rows, scrolling through them, and a filter.
 *
 * @param rows - given, the same page gets all of these at once instead of a page from the portal
 */
export async function measureMatrixInBrowser(url: string, rows?: Matrix) {
  const page = await PortalPage.open(url);
  try {
    if (rows) {
      await page.answer('**/api/odoo/release-matrix*', ({ searchParams }) => {
        const q = searchParams.get('q') ?? '';
        const items = rows.items.filter(({ tenant }) => tenant.includes(q));
        return JSON.stringify({ ...rows, items, total: items.length });
      });
    }
    await page.load(ELSEWHERE.path, ELSEWHERE);
    const firstRows: number[] = [];
    const filter: number[] = [];
    const frames: number[] = [];
    const stalls: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const first = { selector: FIRST_TENANT, text: 'tenant-' };
      firstRows.push(await page.goTo('/releases', first));
      const scrolled = await page.scrollThrough(CELL);
      frames.push(scrolled.median);
      stalls.push(scrolled.longest);
      const found = { selector: FIRST_TENANT, text: WANTED };
      filter.push(await page.goTo(`/releases?q=${WANTED}`, found));
      await page.goTo(ELSEWHERE.path, ELSEWHERE);
    }
    return {
      firstRows: median(firstRows),
      filter: median(filter),
      frame: median(frames),
      longestFrame: median(stalls),
    };
  } finally {
    await page.close();
  }
}
