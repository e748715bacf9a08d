/**
 * Stands for the address of a copy of the public site in its texts: a host that can be nobody's (RFC 6761), so that no quote
 * of a vendor's page names it. Whoever writes the copy puts in where it will stand, or makes relative links of it.
 */
export const unknownSite = 'http://copy.invalid';
