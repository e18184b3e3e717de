// A bar with its name before it and its figure behind it.
import type { JSX } from "preact";

interface MeterProps {
  readonly label: string;
  readonly figure: string;
  /** 0–1; `null` leaves the track empty. */
  readonly size: number | null;
  readonly tone?: "plain" | "bad" | "quiet";
  /** Of whom this is compared with. */
  readonly other?: { readonly figure: string; readonly size: number } | undefined;
  /** Further words for those who hear it. */
  readonly aside?: string | false;
}

/** An item of a list. */
export const Meter = ({ label, figure, size, tone = "plain", other, aside }: MeterProps): JSX.Element => (
  <li class={`meter ${tone}${other ? " two" : ""}`}>
    <span class="label" title={label}>
      {label}
    </span>
    <svg class="track" viewBox="0 0 100 7" preserveAspectRatio="none" aria-hidden="true">
      <rect class="rail" width="100" height="7" />
      {size !== null && size > 0 && <rect class="fill" width={Math.max(1, size * 100)} height={other ? 3 : 7} />}
      {other && other.size > 0 && <rect class="fill other" y="4" width={Math.min(100, other.size * 100)} height="3" />}
    </svg>
    <span class="figure">
      {figure}
      {other && <span class="versus"> · {other.figure}</span>}
    </span>
    {aside && <span class="heard">{aside}</span>}
  </li>
);
