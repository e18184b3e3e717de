// The form for the collector's token, where it lets nobody read without.
import type { JSX, TargetedSubmitEvent } from "preact";

interface SignInProps {
  /** What the last try led to; empty before the first. */
  readonly complaint: string;
  readonly isBusy: boolean;
  readonly onToken: (token: string) => void;
}

export const SignIn = ({ complaint, isBusy, onToken }: SignInProps): JSX.Element => {
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const token = new FormData(event.currentTarget).get("token");
    if (!isBusy && typeof token === "string" && token.trim()) onToken(token.trim());
  };
  return (
    <div class="page">
      <main>
        <form class="card sign-in" onSubmit={submit}>
          <h1>Journey map</h1>
          <p id="where">
            It is read with the collector’s token. The token stands in the file <code>token</code> of the data folder,
            and <code>waymark collect</code> printed it at its first start.
          </p>
          {/* Lets password managers keep the token under a name. */}
          <input name="user" autocomplete="username" value="waymark" hidden readOnly />
          <label for="token">Token</label>
          <input
            id="token"
            name="token"
            type="password"
            autocomplete="current-password"
            required
            aria-describedby={complaint ? "complaint where" : "where"}
            aria-invalid={complaint !== ""}
          />
          <p id="complaint" class="complaint" role="alert">
            {complaint}
          </p>
          <button type="submit" class="button" aria-disabled={isBusy}>
            {isBusy ? "Signing in …" : "Sign in"}
          </button>
        </form>
      </main>
    </div>
  );
};
