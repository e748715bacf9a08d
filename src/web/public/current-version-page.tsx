import type { Publication } from '../../domain/publication.ts';
import { type Frame, Layout } from './layout.tsx';

interface CurrentVersionProps {
  frame: Frame;
  publication: Publication;
}

/**
 * In a copy, the page of the version that stands: it leads to the analysis, which is written once. When a later version replaces
 * it, the next copy holds it here in full.
 */
export function CurrentVersionPage({ frame, publication }: CurrentVersionProps) {
  const { analysis, slug, version } = publication;
  const { name } = analysis.vendor;
  return (
    <Layout
      frame={frame}
      title={`Version ${version} of ${name}`}
      canonical={`/vendors/${slug}`}
      leadsTo={`/vendors/${slug}`}
    >
      <div class="empty">
        <h1>
          Version {version} of {name}
        </h1>
        <p>
          It is the version that stands. <a href={`${frame.base}/vendors/${slug}`}>Read the analysis.</a>
        </p>
      </div>
    </Layout>
  );
}
