import { type Frame, Layout } from '../public/layout.tsx';

interface SignInProps {
  frame: Frame;
  /** What was typed before; kept when something was wrong. */
  email: string;
  problem: { message: string; advice: string } | null;
}

/** Signing in by password, and in words the other way. */
export function SignInPage({ frame, email, problem }: SignInProps) {
  return (
    <Layout frame={frame} title="Sign in">
      <div class="empty">
        <h1>Sign in</h1>
        {problem ? (
          <div class="problem" role="alert">
            <p>
              <strong>{problem.message}</strong> {problem.advice}
            </p>
          </div>
        ) : null}
        <form method="post" action="/sign-in" class="stacked">
          <label for="email">E-mail address</label>
          <input id="email" name="email" type="email" autocomplete="username" required maxlength={320} value={email} />
          <label for="password">Password</label>
          <input id="password" name="password" type="password" autocomplete="current-password" required />
          <button type="submit">Sign in</button>
        </form>
        <h2 class="after-form">No password yet, or forgotten?</h2>
        <p>
          Ask an administrator for a sign-in link. It works once; then you choose a password under Settings. Whoever
          runs this server makes one with <code>npx assay login-link you@example.com</code>, and the very first one was
          printed by <code>assay start</code>.
        </p>
      </div>
    </Layout>
  );
}

/**
 * A link opened by a person (or by a mail program that looks ahead) changes nothing: the button does, so a one-time link
 * is not used up by a preview.
 */
export function SignInLinkPage({ frame, link, first }: { frame: Frame; link: string; first: boolean }) {
  return (
    <Layout frame={frame} title="Sign in">
      <div class="empty">
        <h1>Sign in</h1>
        <form method="post" action="/sign-in" class="stacked">
          <input type="hidden" name="link" value={link} />
          <p>This link works once. Afterwards you can choose a password under Settings, for the next time.</p>
          {first ? (
            <>
              <label for="email">Your e-mail address</label>
              <p class="soft">
                Readers see who approved an analysis. Left empty, you act under the name of this machine’s user, such as
                root@machine.local.
              </p>
              <input id="email" name="email" type="email" autocomplete="email" />
            </>
          ) : null}
          <button type="submit">Sign in with this link</button>
        </form>
      </div>
    </Layout>
  );
}
