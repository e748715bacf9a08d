import { type Frame, Layout } from './layout.tsx';

interface MessageProps {
  frame: Frame;
  title: string;
  text: string;
  advice: string;
  /** What is wrong where. */
  errors?: { path: string; message: string }[];
  /** Products that may have been meant. */
  near?: readonly { slug: string; name: string }[];
  /** Whether signing in is the way on. */
  signIn?: boolean;
}

/** A page that says what happened and what to do: unknown addresses, refusals, faults. */
export function MessagePage({ frame, title, text, advice, errors, near = [], signIn = false }: MessageProps) {
  return (
    <Layout frame={frame} title={title}>
      <div class="empty">
        <h1>{title}</h1>
        <p>{text}</p>
        {near.length > 0 ? (
          <p>
            Did you mean{' '}
            {near.map(({ slug, name }, at) => (
              <>
                {at === 0 ? '' : at === near.length - 1 ? ' or ' : ', '}
                <a href={`${frame.base}/vendors/${slug}`}>{name}</a>
              </>
            ))}
            ?
          </p>
        ) : null}
        {advice ? <p>{advice}</p> : null}
        {errors && errors.length > 0 ? (
          <ul class="claims">
            {errors.map(({ path, message }) => (
              <li>
                <code>{path}</code> {message}
              </li>
            ))}
          </ul>
        ) : null}
        {signIn ? (
          <p>
            <a href={`${frame.base}/sign-in`}>Sign in</a>
          </p>
        ) : null}
        <p>
          <a href={`${frame.base}/`}>Back to the catalogue</a>
        </p>
      </div>
    </Layout>
  );
}
