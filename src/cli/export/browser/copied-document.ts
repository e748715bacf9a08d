import { copiedAddress, relativeLink } from '../copied-address.ts';
import { type BrowserDocument, browserWindow } from './browser-window.ts';

/** Attributes that lead somewhere. */
const leads = ['href', 'src', 'action'] as const;

/** A page as its components draw it, as a document whose links lead to the files of the copy. */
export function copiedDocument(html: string, address: string): BrowserDocument {
  const page = new browserWindow.DOMParser().parseFromString(html, 'text/html');
  const from = copiedAddress(address, '/');
  for (const name of leads) {
    for (const element of page.querySelectorAll(`[${name}]`)) {
      const link = element.getAttribute(name) ?? '';
      const to = from && !link.startsWith('#') ? copiedAddress(link, from.address) : null;
      if (from && to) element.setAttribute(name, relativeLink(from.file, to));
    }
  }
  return page;
}
