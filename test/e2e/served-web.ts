import type { Browser, BrowserContextOptions } from 'playwright-core';
import type { Person } from '../../src/domain/person.ts';
import { listen } from '../../src/web/listen.ts';
import { openWeb, type TestWeb } from '../web/desk.ts';
import { openTab, type WatchedPage } from './browser.ts';

/** The web application on a store of its own, listening for browsers. */
export interface ServedWeb extends TestWeb {
  address: string;
  /** A tab in which the person is signed in, or nobody. */
  tab(browser: Browser, person: Person | null, options?: BrowserContextOptions): Promise<WatchedPage>;
}

export async function serveWeb(): Promise<ServedWeb> {
  const web = await openWeb();
  const listening = await listen(web.app, { port: 0, host: '127.0.0.1' });
  const address = `http://127.0.0.1:${listening.port}`;
  return {
    ...web,
    address,
    async tab(browser, person, options = {}) {
      const tab = await openTab(browser, address, options);
      if (!person) return tab;
      const [name = '', value = ''] = web.cookieOf(person).split('=');
      const own = { name, value, domain: '127.0.0.1', path: '/', secure: true, httpOnly: true };
      await tab.page.context().addCookies([{ ...own, sameSite: 'Lax' }]);
      return tab;
    },
    async close() {
      await listening.close();
      await web.close();
    },
  };
}
