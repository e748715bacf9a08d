/**
 * Stands for the address of a copy of the public site in its texts while nobody has said where it will stand: a host that can
 * be nobody's (RFC 6761). Whoever writes the copy makes relative links of it.
 */
export const unknownSite = 'http://copy.invalid';
