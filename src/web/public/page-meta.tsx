/** The same content in another form, for programs. */
export interface Alternate {
  type: 'application/ld+json' | 'text/markdown' | 'application/json';
  /** Path on our site. */
  path: string;
}

interface PageMetaProps {
  /** Of the frame of the page: prefix of links, and the absolute address where it is known. */
  frame: { base: string; site?: string };
  title: string;
  description?: string;
  /** Path under which the page is to be known, whatever was added to its address; none for pages nobody should keep. */
  canonical?: string;
  alternates?: readonly Alternate[];
}

/** What programs that index, preview or quote a page are told of it. */
export function PageMeta({ frame, title, description, canonical, alternates }: PageMetaProps) {
  // Both need absolute addresses, which an export knows only if it is told where it will stand.
  const address = canonical !== undefined && frame.site !== undefined ? `${frame.site}${canonical}` : null;
  return (
    <>
      {description ? <meta name="description" content={description} /> : null}
      {address === null ? null : (
        <>
          <link rel="canonical" href={address} />
          <meta property="og:url" content={address} />
          <meta property="og:type" content={alternates ? 'article' : 'website'} />
          <meta property="og:site_name" content="Assay" />
          <meta property="og:title" content={title} />
          {description ? <meta property="og:description" content={description} /> : null}
        </>
      )}
      {alternates?.map(({ type, path }) => (
        <link rel="alternate" type={type} href={`${frame.base}${path}`} />
      ))}
    </>
  );
}
