import { PortalPage } from '../browser/PortalPage';
import { median } from '../table';

const ROUNDS = 5;
/** A page of another plugin that asks for little. */
const ELSEWHERE = {
  path: '/changes',
  selector: '#root',
  text: 'No changes yet',
};
const FIRST_ROW = 'tbody tr';

export interface BrowserTimes {
  firstRows: number;
  filterInBrowser: number;
}

/** The page of environments in a browser: from a click to its first rows, and from a filter to its rows. */
export async function measureBrowser(url: string): Promise<BrowserTimes> {
  const page = await PortalPage.open(url);
  try {
    await page.load(ELSEWHERE.path, ELSEWHERE);
    const firstRows: number[] = [];
    const filter: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const first = { selector: FIRST_ROW, text: 'tenant-' };
      firstRows.push(await page.goTo('/tenants', first));
      const found = { selector: FIRST_ROW, text: 'tenant-47' };
      filter.push(await page.goTo('/tenants?q=tenant-47', found));
      await page.goTo(ELSEWHERE.path, ELSEWHERE);
    }
    return { firstRows: median(firstRows), filterInBrowser: median(filter) };
  } finally {
    await page.close();
  }
}
