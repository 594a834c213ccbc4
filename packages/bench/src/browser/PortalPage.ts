import { launchBrowser } from 'e2e';
import { Frames, Sight, goTo, scrollThrough } from './inPage';

type Browser = Awaited<ReturnType<typeof launchBrowser>>;
type Page = Awaited<ReturnType<Browser['newPage']>>;

const VIEWPORT = { width: 1440, height: 1000 };
const USER = 'user:default/bench';
/** Of no meaning to the backend, which takes everybody on trust; the frontend reads when it ends. */
const TOKEN = ['{}', JSON.stringify({ sub: USER, exp: 9_999_999_999 }), 'none']
  .map(part => Buffer.from(part).toString('base64url'))
  .join('.');
const SESSION = {
  providerInfo: {},
  profile: { displayName: 'Bench' },
  backstageIdentity: {
    token: TOKEN,
    identity: {
      type: 'user',
      userEntityRef: USER,
      ownershipEntityRefs: [USER],
    },
  },
};

/** The portal in a real browser, signed in. */
export class PortalPage {
  static async open(url: string): Promise<PortalPage> {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage({ viewport: VIEWPORT });
      await page.addInitScript(
        `sessionStorage.setItem('plumbline.persona', 'bench')`,
      );
      await page.route('**/api/auth/sandbox/refresh*', route =>
        route.fulfill({ json: SESSION }),
      );
      await page.route('**/api/odoo/**', route =>
        route.continue({
          headers: {
            ...route.request().headers(),
            authorization: 'Bearer mock-user-token',
          },
        }),
      );
      return new PortalPage(browser, page, url);
    } catch (error) {
      await browser.close();
      throw error;
    }
  }

  private constructor(
    private readonly browser: Browser,
    private readonly page: Page,
    private readonly url: string,
  ) {}

  /** Loads the portal itself, so that no measurement pays for it. */
  async load(path: string, sight: Sight): Promise<void> {
    await this.page.goto(`${this.url}${path}`);
    await this.page
      .locator(sight.selector)
      .filter({ hasText: sight.text })
      .first()
      .waitFor({ timeout: 60_000 });
  }

  /** Milliseconds from going to a page within the portal until what is looked for is painted. */
  async goTo(path: string, sight: Sight): Promise<number> {
    return this.page.evaluate(goTo, { path, ...sight });
  }

  /** From top to bottom of what scrolls around an element. */
  async scrollThrough(selector: string): Promise<Frames> {
    return this.page.evaluate(scrollThrough, selector);
  }

  /** Answers a question of the page itself instead of the portal. */
  async answer(pattern: string, body: (url: URL) => string): Promise<void> {
    await this.page.route(pattern, route =>
      route.fulfill({
        contentType: 'application/json',
        body: body(new URL(route.request().url())),
      }),
    );
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}
