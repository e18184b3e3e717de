// The side panel: takes the focus when it opens, and tells when Escape or its button closes it.
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

interface PanelProps {
  /** Of what it shows: the focus moves in anew when it changes. */
  readonly id: string;
  readonly title: string;
  readonly over: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

export const Panel = ({ id, title, over, onClose, children }: PanelProps): JSX.Element => {
  const heading = useRef<HTMLHeadingElement>(null);
  const scroller = useRef<HTMLElement>(null);
  // Another step in the same panel is read from its top again.
  useEffect(() => {
    scroller.current?.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [id]);
  return (
    <aside class="panel" aria-labelledby="panel" ref={scroller}>
      <div class="panel-head">
        <div>
          <p class="over">{over}</p>
          <h2 id="panel" tabIndex={-1} ref={heading}>
            {title}
          </h2>
        </div>
        <button type="button" class="close" onClick={onClose}>
          <span class="heard">Close</span>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M3 3L13 13M13 3L3 13" />
          </svg>
        </button>
      </div>
      {children}
    </aside>
  );
};
