/** An answer with a good status that is a page for people: a sign-in, a portal, a landing page. */
export class WebPageError extends Error {
  constructor() {
    super('the answer is a web page');
    this.name = 'WebPageError';
  }
}
