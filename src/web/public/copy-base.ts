/**
 * Prefix of links in pages for a copy of the public site: not empty, so that nothing that needs the server is offered, and the
 * same at any depth; whoever writes the copy makes links relative.
 */
export const copyBase = '/.';
