import { type Frame, Layout } from './layout.tsx';

interface MessageProps {
  frame: Frame;
  title: string;
  text: string;
  advice: string;
  /** What is wrong where. */
  errors?: { path: string; message: string }[];
}

/** A page that says what happened and what to do: unknown addresses, refusals, faults. */
export function MessagePage({ frame, title, text, advice, errors }: MessageProps) {
  return (
    <Layout frame={frame} title={title}>
      <div class="empty">
        <h1>{title}</h1>
        <p>{text}</p>
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
        <p>
          <a href={`${frame.base}/`}>Back to the catalogue</a>
        </p>
      </div>
    </Layout>
  );
}
