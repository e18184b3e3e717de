// When a form that was begun is left.

/** A form that something was typed into since its last submit. Moments in ms, monotonic. */
export interface BegunForm {
  /** When something was entered last. */
  readonly enteredAt: number;
  /** When one of its buttons was pressed last. */
  readonly pressedAt?: number | undefined;
}

/** A page that goes away this soon after a button was pressed goes because of it, ms. */
const ANSWERED_WITHIN = 10_000;

/**
 * Whether a form was left without submit. One field alone is a search box. Forms that send by script have no submit: pressing
 * a button counts as one when the form is gone afterwards, replaced or reset, or the page goes within 10 s. Zuko: begun without
 * completion, at the field touched last; Matomo: starts against conversions.
 *
 * @param fields how many it has
 * @param isGone whether it was taken out of the page
 * @param leftAt when it, or the page, was left
 */
export const isFormAbandoned = (
  { enteredAt, pressedAt = -Infinity }: BegunForm,
  fields: number,
  isGone: boolean,
  leftAt: number,
): boolean => fields > 1 && !(pressedAt >= enteredAt && (isGone || leftAt - pressedAt < ANSWERED_WITHIN));
